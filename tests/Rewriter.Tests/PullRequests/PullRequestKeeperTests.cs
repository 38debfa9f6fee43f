using System.Text;
using Rewriter.Forges;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.PullRequests;
using Rewriter.Tests.Migrations;

namespace Rewriter.Tests.PullRequests;

public sealed class PullRequestKeeperTests
{
    [Fact]
    public async Task A_phase_is_opened_as_one_commit_on_the_bases_head()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());

        var outcome = await harness.KeepAsync(phase, new PullRequestOptions { Draft = true, Labels = ["rename"], Reviewers = ["bob", MemoryForge.Login] });

        Assert.Equal(PullRequestAction.Created, outcome.Action);
        var opened = harness.Forge.Single;
        Assert.True(opened.IsDraft);
        Assert.Equal(("main", ProposalHarness.Branch), (opened.Base, opened.Head));
        Assert.Equal("rename", Assert.Single(opened.Labels));
        Assert.Equal(harness.Forge.Branches["main"], Assert.Single(harness.Forge.Head(ProposalHarness.Branch).Parents));
        var files = harness.Forge.Files(ProposalHarness.Branch);
        Assert.Equal((ForgeFileMode.Executable, "#!/bin/sh\necho beta-app\n"), (files["run.sh"].Mode, Encoding.UTF8.GetString(files["run.sh"].Bytes)));
        Assert.Equal("The service is `beta-app`.\n", Encoding.UTF8.GetString(files["docs/guide.md"].Bytes));
        Assert.Equal("Nothing.\n", Encoding.UTF8.GetString(files["other.md"].Bytes));
        Assert.Contains("alpha-app", harness.Phases.Read("run.sh"), StringComparison.Ordinal);
        Assert.Equal([(1, "bob"), (1, "alice"), (1, "everyone"), (1, "team team")], harness.Forge.Asked);
        Assert.Equal(opened.HeadSha, Assert.Single(harness.Forge.Reports).Sha);
    }

    [Fact]
    public async Task A_phase_that_stands_alone_is_proposed_whatever_became_of_those_before_it()
    {
        using var harness = await ProposalHarness.StartAsync();
        harness.Phases.NamedPhase("zero", harness.Phases.Step("deploy"));
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());

        Assert.Equal(PullRequestAction.Stopped, (await harness.KeepAsync(phase)).Action);
        Assert.Equal(PullRequestAction.Created, (await harness.KeepAsync(phase with { Needs = [] })).Action);
    }

    [Fact]
    public async Task A_second_run_sends_no_request_that_changes_anything()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        await harness.KeepAsync(phase);
        harness.Forge.Writes.Clear();
        File.Delete(harness.Phases.LedgerPath);

        Assert.Equal(PullRequestAction.Unchanged, (await harness.KeepAsync(phase)).Action);

        Assert.Empty(harness.Forge.Writes);
    }

    [Fact]
    public async Task When_the_base_moves_the_commit_is_made_anew_and_the_pull_request_stays_the_one()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        await harness.KeepAsync(phase);
        harness.Phases.Write("docs/second.md", "alpha-app again\n");
        await harness.CommitAsync("more");

        Assert.Equal(PullRequestAction.Updated, (await harness.KeepAsync(phase)).Action);

        Assert.Equal(harness.Forge.Branches["main"], Assert.Single(harness.Forge.Head(ProposalHarness.Branch).Parents));
        Assert.Equal("beta-app again\n", Encoding.UTF8.GetString(harness.Forge.Files(ProposalHarness.Branch)["docs/second.md"].Bytes));
        Assert.Equal(PullRequestState.Open, harness.Forge.Single.State);
    }

    [Fact]
    public async Task A_persons_commit_stops_it_with_one_comment_until_it_may_be_overwritten()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        await harness.KeepAsync(phase);
        harness.Forge.AddCommit(ProposalHarness.Branch, null, [("run.sh", ForgeFileMode.File, "mine"u8.ToArray())]);
        var mine = harness.Forge.Branches[ProposalHarness.Branch];

        var stopped = await harness.KeepAsync(phase);
        await harness.KeepAsync(phase);

        Assert.Equal(PullRequestAction.Stopped, stopped.Action);
        Assert.Equal("RW5023", Assert.Single(stopped.Diagnostics).Id);
        Assert.Equal(mine, harness.Forge.Branches[ProposalHarness.Branch]);
        Assert.Contains("alice", Assert.Single(harness.Forge.Comments).Comment.Body, StringComparison.Ordinal);
        Assert.Equal(PullRequestAction.Updated, (await harness.KeepAsync(phase, new PullRequestOptions { Overwrite = true })).Action);
        Assert.Equal("The service is `beta-app`.\n", Encoding.UTF8.GetString(harness.Forge.Files(ProposalHarness.Branch)["docs/guide.md"].Bytes));
    }

    [Fact]
    public async Task An_amended_commit_is_a_persons_although_its_message_is_ours()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        await harness.KeepAsync(phase);
        var message = harness.Forge.Head(ProposalHarness.Branch).Message;
        harness.Forge.Branches[ProposalHarness.Branch] = harness.Forge.Branches["main"];
        harness.Forge.AddCommit(ProposalHarness.Branch, null, [("run.sh", ForgeFileMode.File, "mine"u8.ToArray())], message);

        Assert.Equal(PullRequestAction.Stopped, (await harness.KeepAsync(phase)).Action);
    }

    [Fact]
    public async Task What_a_person_closed_is_not_proposed_again_until_somebody_says_so()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        await harness.KeepAsync(phase);
        harness.Forge.Change(1, p => p with { State = PullRequestState.Closed, ClosedBy = "alice" });

        var declined = await harness.KeepAsync(phase);
        await harness.KeepAsync(phase);

        Assert.Equal(PullRequestAction.Declined, declined.Action);
        Assert.Equal("RW5024", Assert.Single(declined.Diagnostics).Id);
        var entry = Assert.Single(harness.Phases.Session().Ledger.Entries, e => e.Event == LedgerEvent.PullRequestDeclined);
        Assert.Equal("#1 was closed by alice", entry.Summary);
        Assert.Equal(PullRequestAction.Created, (await harness.KeepAsync(phase, new PullRequestOptions { Reopen = true })).Action);
        Assert.Equal(2, harness.Forge.All.Count);
    }

    [Fact]
    public async Task Where_nothing_is_left_to_change_it_is_closed_and_may_be_opened_anew()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        await harness.KeepAsync(phase);
        harness.Phases.Write("run.sh", "#!/bin/sh\necho beta-app\n");
        harness.Phases.Write("docs/guide.md", "The service is `beta-app`.\n");
        await harness.CommitAsync("by hand");

        Assert.Equal(PullRequestAction.Closed, (await harness.KeepAsync(phase)).Action);
        Assert.Equal(PullRequestState.Closed, harness.Forge.Single.State);
        Assert.DoesNotContain(ProposalHarness.Branch, harness.Forge.Branches.Keys);
        Assert.Equal(PullRequestAction.Unchanged, (await harness.KeepAsync(phase)).Action);

        harness.Phases.Write("new.md", "alpha-app\n");
        await harness.CommitAsync("an old name is back");
        Assert.Equal(PullRequestAction.Created, (await harness.KeepAsync(phase)).Action);
    }

    [Fact]
    public async Task A_lost_race_against_a_like_run_ends_with_one_pull_request_and_no_lost_commit()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        var raced = 0;
        harness.Forge.BeforeSwap = () =>
        {
            if (raced++ > 0) return;
            harness.KeepAsync(phase).GetAwaiter().GetResult();
        };

        var outcome = await harness.KeepAsync(phase);

        Assert.Equal(PullRequestAction.Unchanged, outcome.Action);
        Assert.Contains("lost", harness.Forge.Writes);
        Assert.Equal(PullRequestState.Open, harness.Forge.Single.State);
    }

    [Fact]
    public async Task A_race_that_is_lost_again_and_again_ends_with_an_error()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        harness.Forge.BeforeSwap = () => harness.Forge.AddCommit(ProposalHarness.Branch, null, []);

        var outcome = await harness.KeepAsync(phase, new PullRequestOptions { Overwrite = true });

        Assert.Equal("RW5026", Assert.Single(outcome.Diagnostics).Id);
    }

    [Fact]
    public async Task A_checkout_that_is_elsewhere_or_has_changes_is_refused()
    {
        using var harness = await ProposalHarness.StartAsync();
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());
        harness.Phases.Write("other.md", "Mine.\n");
        Assert.Equal("RW5022", Assert.Single((await harness.KeepAsync(phase)).Diagnostics).Id);

        await harness.Git.ReadAsync(["checkout", "-q", "--", "other.md"], default);
        harness.Phases.Write("untracked.md", "alpha-app\n");
        Assert.Equal("RW5022", Assert.Single((await harness.KeepAsync(phase)).Diagnostics).Id);

        harness.Forge.AddCommit("main", null, []);
        Assert.Equal("RW5021", Assert.Single((await harness.KeepAsync(phase)).Diagnostics).Id);
        Assert.Equal("RW5029", Assert.Single((await harness.KeepAsync(phase, new PullRequestOptions { Base = "nowhere" })).Diagnostics).Id);
        Assert.Empty(harness.Forge.Writes);
    }

    [Fact]
    public async Task Files_that_git_stores_with_other_line_ends_are_stored_with_these()
    {
        using var harness = await ProposalHarness.StartAsync();
        harness.Phases.Write(".gitattributes", "*.txt text eol=crlf\n");
        harness.Phases.Write("a.txt", "alpha-app\r\nsecond\r\n");
        await harness.Git.ReadAsync(["add", "-A"], default);
        await harness.CommitAsync("line ends");
        var phase = harness.Phases.Phase(harness.Phases.Rewrite());

        Assert.Equal(PullRequestAction.Created, (await harness.KeepAsync(phase)).Action);

        Assert.Equal("beta-app\nsecond\n", Encoding.UTF8.GetString(harness.Forge.Files(ProposalHarness.Branch)["a.txt"].Bytes));
    }

    [Fact]
    public async Task A_later_phase_is_proposed_only_after_the_earlier_one_is_applied_and_verified()
    {
        using var harness = await ProposalHarness.StartAsync();
        var first = harness.Phases.Phase(harness.Phases.Rewrite());
        var second = harness.Phases.NamedPhase("two", harness.Phases.Step("deploy"));

        var early = await harness.KeepAsync(second);
        Assert.Equal("RW5025", Assert.Single(early.Diagnostics).Id);
        Assert.Empty(harness.Forge.Writes);

        (await harness.Phases.ApplyAsync(first)).ToString();
        await harness.CommitAsync("merged and applied");
        Assert.Equal(PullRequestAction.Unchanged, (await harness.KeepAsync(second)).Action);

        harness.Phases.Write("late.md", "alpha-app\n");
        await harness.CommitAsync("an old name");
        var unverified = Assert.Single((await harness.KeepAsync(second)).Diagnostics);
        Assert.Contains("does not verify", unverified.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
