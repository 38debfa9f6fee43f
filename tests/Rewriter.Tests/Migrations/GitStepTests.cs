using System.Globalization;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>A checkout made ready, tags that are looked at, and the mark of a good release, on real git.</summary>
public sealed class GitStepTests : IDisposable
{
    private readonly PromotionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_checkout_that_is_behind_is_pulled_and_moved_tags_are_fetched()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        var other = _bench.Git.Clone(_bench.Remote);
        var theirs = _bench.Git.Commit(other, "theirs");
        _bench.Git.Run(other, "push", "--quiet", "--force", "origin", $"{theirs}:refs/tags/prod-stable");

        var report = await _bench.ApplyAsync(Ready());

        Assert.StartsWith("on main, clean, pulled 1 commit from origin", report.Steps[0].Result.Summary, StringComparison.Ordinal);
        Assert.Equal(theirs, report.Steps[0].Result.Outputs["commit"]);
        Assert.Equal(theirs, _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD"));
        Assert.Equal(theirs, _bench.Git.Run(_bench.Folder, "rev-parse", "prod-stable"));
    }

    [Fact]
    public async Task A_plan_pulls_nothing()
    {
        _bench.Git.Commit(_bench.Git.Clone(_bench.Remote), "theirs");
        var head = _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD");

        var planned = await _bench.PlanAsync(Ready());

        Assert.Matches("^on main, clean, will pull [0-9a-f]{10} from origin$", planned.Summary);
        Assert.Equal(head, _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD"));
    }

    [Theory]
    [InlineData("RW3041", "switch --quiet --create other")]
    [InlineData("RW3041", "checkout --quiet --detach")]
    [InlineData("RW3042", "rm --quiet log.txt")]
    [InlineData("RW3043", "commit --quiet --allow-empty --message own")]
    public async Task A_checkout_that_is_not_what_others_have_is_refused(string code, string command)
    {
        _bench.Git.Run(_bench.Folder, command.Split(' '));
        Assert.Contains((await _bench.ApplyAsync(Ready())).Diagnostics, d => d.Id == code);
    }

    [Fact]
    public async Task The_mark_of_a_good_release_can_be_set_a_second_time_and_taken_back()
    {
        var mark = new MarkGoodStep(PromotionBench.Header("mark", "mark-good"), "prod-working", "prod-stable", "origin");
        await _bench.ApplyAsync(PromotionBench.Promote());
        await _bench.ApplyAsync(mark);
        var first = _bench.Peeled("prod-working");
        _bench.Git.Commit(_bench.Folder, "second");
        _bench.Set(("version", "v1.1.0"));
        await _bench.ApplyAsync(PromotionBench.Promote());

        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(mark)).Status);
        Assert.Equal(_bench.Peeled("prod-stable"), _bench.Peeled("prod-working"));
        Assert.NotEqual(first, _bench.Peeled("prod-working"));
        Assert.Equal("commit", _bench.Type("prod-working"));

        await _bench.RollBackAsync();
        Assert.Equal(first, _bench.Peeled("prod-working"));
    }

    [Fact]
    public async Task Tags_that_stand_on_another_commit_are_found_peeled()
    {
        var check = new CheckTagsStep(PromotionBench.Header("check", "check-tags"), "dev-${version}", ["prod-${version}", "prod-stable"], "origin");
        await _bench.ApplyAsync(PromotionBench.Promote());
        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(check)).Status);

        _bench.Git.Run(_bench.Folder, "push", "--quiet", "origin", ":refs/tags/prod-stable");
        Assert.Contains((await _bench.ApplyAsync(check)).Diagnostics, d => d.Id == "RW3051" && d.GetMessage(CultureInfo.InvariantCulture).Contains("there is no 'prod-stable'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_in_an_address_is_shown_to_nobody()
    {
        _bench.Git.Run(_bench.Folder, "remote", "set-url", "origin", "https://ada:hunter2@127.0.0.1:1/x.git");

        var report = await _bench.ApplyAsync(new CheckTagsStep(PromotionBench.Header("check", "check-tags"), "a", ["b"], "origin"));

        var message = Assert.Single(report.Diagnostics, d => d.Id == "RW3040").GetMessage(CultureInfo.InvariantCulture);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    private static GitReadyStep Ready() => new(PromotionBench.Header("ready", "git-ready"), "main", "origin");
}
