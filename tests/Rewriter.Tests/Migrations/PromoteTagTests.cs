using System.Globalization;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;
using Rewriter.Processes;
using Rewriter.Tests.Git;

namespace Rewriter.Tests.Migrations;

/// <summary>Promotion by tags, on real git with a bare remote.</summary>
public sealed class PromoteTagTests : IDisposable
{
    private readonly PromotionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_release_leaves_with_its_tags_and_its_record()
    {
        var commit = _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD");

        var report = await _bench.ApplyAsync(PromotionBench.Promote());

        Assert.Equal(PhaseStatus.Done, report.Status);
        Assert.All(["dev-v1.0.0", "prod-v1.0.0", "prod-stable"], t => Assert.Equal(commit, _bench.Peeled(t)));
        Assert.Equal("tag", _bench.Type("prod-v1.0.0"));
        Assert.Contains($"object {commit}\ntype commit\n", _bench.Git.Run(_bench.Remote, "cat-file", "tag", "prod-v1.0.0"), StringComparison.Ordinal);
        Assert.Contains($"\"commit\": \"{commit}\"", _bench.Git.Run(_bench.Remote, "cat-file", "blob", "main:.promotions/prod-v1.0.0.json"), StringComparison.Ordinal);
        Assert.Equal(commit, _bench.Git.Run(_bench.Remote, "rev-parse", "main^"));
        Assert.Equal(_bench.Git.Run(_bench.Remote, "rev-parse", "main"), _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD"));
        Assert.Equal(string.Empty, _bench.Git.Run(_bench.Folder, "status", "--porcelain"));
    }

    [Fact]
    public async Task A_plan_says_what_would_be_done_and_changes_no_ref_anywhere()
    {
        var before = _bench.Git.Refs(_bench.Remote) + _bench.Git.Refs(_bench.Folder);

        var planned = await _bench.PlanAsync(PromotionBench.Promote());

        Assert.Matches("^will create dev-v1.0.0 on [0-9a-f]{10}, create prod-v1.0.0 on [0-9a-f]{10}, create prod-stable on [0-9a-f]{10}, record it in .promotions/prod-v1.0.0.json$", planned.Summary);
        Assert.Equal(before, _bench.Git.Refs(_bench.Remote) + _bench.Git.Refs(_bench.Folder));
    }

    [Fact]
    public async Task A_second_promotion_moves_the_tag_and_taking_it_back_restores_every_ref()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        _bench.Git.Commit(_bench.Folder, "second");
        var before = _bench.Git.Run(_bench.Remote, "for-each-ref", "refs/tags", "--format=%(refname) %(objectname)");
        var tree = _bench.Git.Run(_bench.Remote, "rev-parse", "main^{tree}");
        _bench.Set(("version", "v1.1.0"));

        await _bench.ApplyAsync(PromotionBench.Promote());
        Assert.Equal(_bench.Git.Run(_bench.Remote, "rev-parse", "main^"), _bench.Peeled("prod-stable"));
        var back = await _bench.RollBackAsync();

        Assert.Equal(PhaseStatus.RolledBack, back.Status);
        Assert.Equal(before, _bench.Git.Run(_bench.Remote, "for-each-ref", "refs/tags", "--format=%(refname) %(objectname)"));
        Assert.Equal(tree, _bench.Git.Run(_bench.Remote, "rev-parse", "main^{tree}"));
    }

    [Fact]
    public async Task A_promotion_that_was_done_is_adopted_and_pushes_nothing()
    {
        var first = await _bench.ApplyAsync(PromotionBench.Promote());
        _bench.Git.Run(_bench.Folder, "reset", "--quiet", "--hard", "HEAD^");
        var refs = _bench.Git.Refs(_bench.Remote);

        var again = await _bench.ApplyAsync(PromotionBench.Promote());

        Assert.Equal(StepOutcome.Succeeded, first.Steps[0].Result.Outcome);
        Assert.Equal(StepOutcome.Adopted, again.Steps[0].Result.Outcome);
        Assert.Equal(refs, _bench.Git.Refs(_bench.Remote));
    }

    [Fact]
    public async Task A_tag_that_stands_elsewhere_moves_only_once_a_person_says_so()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        var commit = _bench.Git.Commit(_bench.Folder, "second");
        var refs = _bench.Git.Refs(_bench.Remote);

        var refused = await _bench.ApplyAsync(PromotionBench.Promote());
        Assert.Contains(refused.Diagnostics, d => d.Id == "RW3045" && d.GetMessage(CultureInfo.InvariantCulture).Contains("--set recreate=yes", StringComparison.Ordinal));
        Assert.Equal(refs, _bench.Git.Refs(_bench.Remote));

        _bench.Set(("version", "v1.0.0"), ("recreate", "yes"));
        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(PromotionBench.Promote())).Status);
        Assert.All(["dev-v1.0.0", "prod-v1.0.0", "prod-stable"], t => Assert.Equal(commit, _bench.Peeled(t)));
    }

    [Fact]
    public async Task A_version_that_does_not_come_after_the_last_is_refused_unless_a_person_allows_it()
    {
        _bench.Set(("version", "v1.10.0"));
        await _bench.ApplyAsync(PromotionBench.Promote());
        _bench.Git.Commit(_bench.Folder, "second");

        _bench.Set(("version", "v1.9.0"));
        Assert.Contains((await _bench.ApplyAsync(PromotionBench.Promote())).Diagnostics, d => d.Id == "RW3046");
        _bench.Set(("version", "v1.9"));
        Assert.Contains((await _bench.ApplyAsync(PromotionBench.Promote())).Diagnostics, d => d.Id == "RW3052");
        _bench.Set(("version", "v1.9.0"), ("older", "yes"));
        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(PromotionBench.Promote())).Status);
    }

    [Fact]
    public async Task A_missing_tag_is_reported_with_those_there_are_the_newest_first()
    {
        foreach (var version in new[] { "v1.9.0", "v1.10.0", "v1.10.0-rc.1" }) _bench.Git.Run(_bench.Folder, "push", "--quiet", "origin", $"HEAD:refs/tags/dev-{version}");
        _bench.Set(("version", "v1.11.0"));

        var refused = await _bench.ApplyAsync(PromotionBench.Promote() with { Create = false });
        Assert.Contains(refused.Diagnostics, d => d.Id == "RW3044" && d.GetMessage(CultureInfo.InvariantCulture).Contains("there are: dev-v1.10.0, dev-v1.10.0-rc.1, dev-v1.9.0; did you mean 'dev-v1.10.0'?", StringComparison.Ordinal));

        _bench.Git.Run(_bench.Folder, "tag", "dev-v1.11.0");
        refused = await _bench.ApplyAsync(PromotionBench.Promote() with { Create = false });
        Assert.Contains(refused.Diagnostics, d => d.GetMessage(CultureInfo.InvariantCulture).Contains("git push origin dev-v1.11.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tag_that_somebody_else_moved_is_not_taken_back()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        var commit = _bench.Git.Commit(_bench.Folder, "second");
        _bench.Git.Run(_bench.Folder, "push", "--quiet", "--force", "origin", $"{commit}:refs/tags/prod-stable");
        var refs = _bench.Git.Refs(_bench.Remote);

        var back = await _bench.RollBackAsync();

        Assert.Contains(back.Diagnostics, d => d.Id == "RW3047");
        Assert.Equal(refs, _bench.Git.Refs(_bench.Remote));
    }

    [Fact]
    public async Task A_tag_that_moves_between_look_and_push_rejects_all_of_it()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        _bench.Git.Commit(_bench.Folder, "second");
        var other = _bench.Git.Clone(_bench.Remote);
        _bench.Set(("version", "v1.1.0"));
        _bench.Processes = new MeddlingRunner(IsPush, before: () => _bench.Git.Run(other, "push", "--quiet", "--force", "origin", "HEAD^:refs/tags/prod-stable"), behind: null);

        var report = await _bench.ApplyAsync(PromotionBench.Promote());

        Assert.Contains(report.Diagnostics, d => d.Id == "RW3047");
        Assert.DoesNotContain("v1.1.0", _bench.Git.Refs(_bench.Remote), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_that_goes_on_meanwhile_gets_the_record_on_top()
    {
        var other = _bench.Git.Clone(_bench.Remote);
        var commit = _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD");
        var theirs = string.Empty;
        _bench.Processes = new MeddlingRunner(IsPush, before: () => theirs = _bench.Git.Commit(other, "theirs"), behind: null);

        var report = await _bench.ApplyAsync(PromotionBench.Promote());

        Assert.Equal(PhaseStatus.Done, report.Status);
        Assert.Equal(commit, _bench.Peeled("prod-stable"));
        Assert.Equal(theirs, _bench.Git.Run(_bench.Remote, "rev-parse", "main^"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_dies_around_the_push_is_resumed_and_can_be_taken_back(bool pushed)
    {
        var start = _bench.Git.Run(_bench.Remote, "rev-parse", "main^{tree}");
        Action die = () => throw new InvalidOperationException("killed");
        _bench.Processes = new MeddlingRunner(IsPush, before: pushed ? null : die, behind: pushed ? die : null);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.ApplyAsync(PromotionBench.Promote()));
        _bench.Processes = new SystemProcessRunner();

        var resumed = await _bench.ApplyAsync(PromotionBench.Promote());
        Assert.Equal(pushed ? StepOutcome.Adopted : StepOutcome.Succeeded, resumed.Steps[0].Result.Outcome);
        Assert.Equal("1", _bench.Git.Run(_bench.Remote, "rev-list", "--count", "main", "--", ".promotions"));

        Assert.Equal(PhaseStatus.RolledBack, (await _bench.RollBackAsync()).Status);
        Assert.DoesNotContain("refs/tags", _bench.Git.Refs(_bench.Remote), StringComparison.Ordinal);
        Assert.Equal(start, _bench.Git.Run(_bench.Remote, "rev-parse", "main^{tree}"));
    }

    private static bool IsPush(ProcessRequest request) => request.Arguments.Contains("push");
}
