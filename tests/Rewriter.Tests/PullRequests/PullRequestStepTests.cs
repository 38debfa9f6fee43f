using System.Text;
using Rewriter.Forges;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.PullRequests;
using Rewriter.Migrations.Steps;
using Rewriter.Tests.Migrations;

namespace Rewriter.Tests.PullRequests;

public sealed class PullRequestStepTests
{
    [Fact]
    public async Task It_opens_its_pull_request_waits_for_the_merge_and_the_rewrites_behind_it_are_adopted()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(), harness.Phases.Rewrite(), harness.Phases.Step("deploy"));

        var waiting = await ApplyAsync(harness, phase);

        Assert.Equal(PhaseStatus.Waiting, waiting.Status);
        Assert.Contains("#1 waits: it is not merged", Assert.Single(waiting.Steps).Result.Summary, StringComparison.Ordinal);
        Assert.Contains("alpha-app", harness.Phases.Read("run.sh"), StringComparison.Ordinal);
        Assert.Equal(PhaseStatus.Waiting, (await ApplyAsync(harness, phase)).Status);
        Assert.Equal(PullRequestState.Open, harness.Forge.Single.State);

        await MergeAsync(harness);
        var done = await ApplyAsync(harness, phase);

        Assert.Equal(PhaseStatus.Done, done.Status);
        Assert.Equal([StepOutcome.Succeeded, StepOutcome.Adopted, StepOutcome.Succeeded], done.Steps.Select(s => s.Result.Outcome));
        Assert.Equal(["deploy"], harness.Phases.Log);
    }

    [Fact]
    public async Task A_plan_says_what_will_be_opened_and_asks_nobody()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(), harness.Phases.Rewrite());

        var plan = await harness.Phases.PlanAsync(phase);

        Assert.Equal("will open a pull request from rewrite/m/one with 2 files and wait until it is merged", plan.Steps[0].Result!.Summary);
        Assert.Empty(harness.Forge.Writes);
    }

    [Fact]
    public async Task A_checkout_without_the_merge_is_asked_to_get_it_and_writes_nothing()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(), harness.Phases.Rewrite());
        await ApplyAsync(harness, phase);
        harness.Forge.Change(1, p => p with { State = PullRequestState.Merged, MergeSha = new string('e', 40) });

        var waiting = await ApplyAsync(harness, phase);

        Assert.Equal(PhaseStatus.Waiting, waiting.Status);
        Assert.Contains("git pull", Assert.Single(waiting.Steps).Result.Summary, StringComparison.Ordinal);
        Assert.Contains("alpha-app", harness.Phases.Read("run.sh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_counts_for_the_plan_that_was_looked_at_and_for_no_other()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(new PullRequestGates([], 1)), harness.Phases.Rewrite());
        await ApplyAsync(harness, phase);
        harness.Forge.Reviews.Add(new ForgeReview("carol", ReviewVerdict.Approved, harness.Forge.Branches[ProposalHarness.Branch]));
        Assert.EndsWith("waits: it is not merged", (await ApplyAsync(harness, phase)).Steps[0].Result.Summary, StringComparison.Ordinal);

        harness.Phases.Write("unrelated.md", "no name\n");
        await harness.CommitAsync("the base moves, the plan does not");
        Assert.EndsWith("waits: it is not merged", (await ApplyAsync(harness, phase)).Steps[0].Result.Summary, StringComparison.Ordinal);

        harness.Phases.Write("late.md", "alpha-app\n");
        await harness.CommitAsync("one more file to change");
        Assert.Contains("0 of 1 approvals of this plan", (await ApplyAsync(harness, phase)).Steps[0].Result.Summary, StringComparison.Ordinal);

        harness.Forge.Reviews.Add(new ForgeReview("carol", ReviewVerdict.Approved, harness.Forge.Branches[ProposalHarness.Branch]));
        harness.Forge.Reviews.Add(new ForgeReview("carol", ReviewVerdict.Commented, harness.Forge.Branches[ProposalHarness.Branch]));
        Assert.EndsWith("waits: it is not merged", (await ApplyAsync(harness, phase)).Steps[0].Result.Summary, StringComparison.Ordinal);
        harness.Forge.Reviews.Add(new ForgeReview("carol", ReviewVerdict.ChangesRequested, harness.Forge.Branches[ProposalHarness.Branch]));
        Assert.Contains("0 of 1 approvals", (await ApplyAsync(harness, phase)).Steps[0].Result.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_check_is_waited_for_and_a_red_one_fails()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(new PullRequestGates(["ci"], 0)), harness.Phases.Rewrite());
        Assert.Contains("check 'ci' is not green", (await ApplyAsync(harness, phase)).Steps[0].Result.Summary, StringComparison.Ordinal);

        harness.Forge.Checks.Add(new ForgeCheck("ci", CheckState.Failure, null));
        var failed = await ApplyAsync(harness, phase);
        Assert.Equal(PhaseStatus.Stopped, failed.Status);
        Assert.Contains(failed.Diagnostics, d => d.Id == "RW5030");

        harness.Forge.Checks[0] = harness.Forge.Checks[0] with { State = CheckState.Success };
        await MergeAsync(harness);
        Assert.Equal(PhaseStatus.Done, (await ApplyAsync(harness, phase)).Status);
    }

    [Fact]
    public async Task Taken_back_while_it_is_open_it_is_closed()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(), harness.Phases.Rewrite());
        await ApplyAsync(harness, phase);

        Assert.Equal(PhaseStatus.RolledBack, (await RollBackAsync(harness, phase)).Status);

        Assert.Equal(PullRequestState.Closed, harness.Forge.Single.State);
        Assert.DoesNotContain(ProposalHarness.Branch, harness.Forge.Branches.Keys);
        Assert.Equal(PhaseStatus.Waiting, (await ApplyAsync(harness, phase)).Status);
        Assert.Equal(2, harness.Forge.All.Count);
    }

    [Fact]
    public async Task Taken_back_after_the_merge_the_opposite_is_proposed_once()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(), harness.Phases.Rewrite());
        await ApplyAsync(harness, phase);
        await MergeAsync(harness);
        await ApplyAsync(harness, phase);

        var back = await RollBackAsync(harness, phase);

        Assert.Equal(PhaseStatus.RolledBack, back.Status);
        Assert.Contains("#2 takes #1 back: merge it", back.Steps.Select(s => s.Result.Summary));
        var files = harness.Forge.Files(ProposalHarness.Branch + "-revert");
        Assert.Equal((ForgeFileMode.Executable, "#!/bin/sh\necho alpha-app\n"), (files["run.sh"].Mode, Encoding.UTF8.GetString(files["run.sh"].Bytes)));
        Assert.Equal(2, harness.Forge.All.Count);
    }

    [Fact]
    public async Task What_was_changed_since_the_merge_is_not_taken_back()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(Step(), harness.Phases.Rewrite());
        await ApplyAsync(harness, phase);
        await MergeAsync(harness);
        await ApplyAsync(harness, phase);
        harness.Phases.Write("run.sh", "#!/bin/sh\necho beta-app twice\n");
        await harness.CommitAsync("mine");

        var back = await RollBackAsync(harness, phase);

        Assert.Equal(PhaseStatus.Refused, back.Status);
        Assert.Contains(back.Diagnostics, d => d.Id == "RW5031");
        Assert.Single(harness.Forge.All);
    }

    [Fact]
    public async Task Without_a_forge_it_says_what_to_set()
    {
        using var harness = await ProposalHarness.StartAsync();
        var report = await harness.Phases.ApplyAsync(harness.Phases.Phase(Step(), harness.Phases.Rewrite()));
        var problem = Assert.Single(report.Diagnostics, d => d.Id == "RW5008");
        Assert.Contains("GITHUB_TOKEN", Rewriter.Diagnostics.DiagnosticExtensions.Remedy(problem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_of_a_phase_carry_their_own_rewrites_on_their_own_branches()
    {
        using var harness = await ProposalHarness.StartAsync();
        var scripts = harness.Phases.Rewrite("scripts");
        var phase = harness.Phases.Phase(Step(id: "first"), harness.Phases.Step("between"), Step(id: "second"), scripts);

        var waiting = await ApplyAsync(harness, phase);

        Assert.Equal([StepOutcome.Adopted, StepOutcome.Succeeded, StepOutcome.Waiting], waiting.Steps.Select(s => s.Result.Outcome));
        Assert.Equal("rewrite/m/one-second", harness.Forge.Single.Head);
    }

    private static PullRequestStep Step(PullRequestGates? gates = null, string id = "propose") =>
        new(new StepHeader(id, "pull-request", "Propose it") { Digest = "1" }, new PullRequestOptions(), gates ?? new PullRequestGates([], 0));

    private static Task<PhaseReport> ApplyAsync(ProposalHarness harness, Phase phase) =>
        new PhaseRunner(harness.Phases.Session() with { Forge = harness.Forge }).ApplyAsync(phase, new ApplyOptions(), default);

    private static Task<PhaseReport> RollBackAsync(ProposalHarness harness, Phase phase) =>
        new PhaseRollback(harness.Phases.Session() with { Forge = harness.Forge }).RollBackAsync(phase, default);

    // A person merges, and the checkout follows.
    private static async Task MergeAsync(ProposalHarness harness)
    {
        foreach (var (path, (_, bytes)) in harness.Forge.Files(ProposalHarness.Branch)) await File.WriteAllBytesAsync(Path.Combine(harness.Phases.Folder, path), bytes);
        var head = harness.Forge.Branches[ProposalHarness.Branch];
        await harness.CommitAsync("merged");
        harness.Forge.Change(harness.Forge.All.Count, p => p with { State = PullRequestState.Merged, HeadSha = head, MergeSha = harness.Forge.Branches["main"] });
    }
}
