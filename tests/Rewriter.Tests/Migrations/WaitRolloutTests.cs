using System.Globalization;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>What counts as arrived where the branch goes on while a rollout is waited for.</summary>
public sealed class WaitRolloutTests : IDisposable
{
    private readonly PromotionBench _bench = new();
    private readonly Answers _answers = new();

    public WaitRolloutTests() => _bench.Http = _answers;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_later_commit_that_contains_the_expected_one_counts_where_that_is_said()
    {
        var expected = _bench.Git.Commit(_bench.Folder, "release");
        var newer = _bench.Git.Commit(_bench.Git.Clone(_bench.Remote), "theirs");
        _answers.Running = newer;

        var report = await _bench.ApplyAsync(Step(expected, RolloutAccept.Newer));

        var result = Assert.Single(report.Steps).Result;
        Assert.Equal((PhaseStatus.Done, $"web runs {newer[..10]}, which contains {expected[..10]}"), (report.Status, result.Summary));
        Assert.Contains($"{newer} contains {expected}", result.Evidence);
    }

    [Fact]
    public async Task Without_saying_so_only_the_expected_commit_counts_and_the_message_says_what_to_do()
    {
        var expected = _bench.Git.Commit(_bench.Folder, "release");
        _answers.Running = _bench.Git.Commit(_bench.Folder, "more");

        var report = await _bench.ApplyAsync(Step(expected, RolloutAccept.Exact));

        Assert.Equal(PhaseStatus.Inconclusive, report.Status);
        Assert.Contains("accept: newer", Rewriter.Diagnostics.DiagnosticExtensions.Remedy(Assert.Single(report.Diagnostics, d => d.Id == "RW3056")), StringComparison.Ordinal);
        _answers.Running = expected;
        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(Step(expected, RolloutAccept.Exact))).Status);
    }

    [Theory]
    [InlineData("earlier")]
    [InlineData("beside")]
    [InlineData("tag")]
    public async Task An_earlier_commit_one_beside_the_branch_and_no_commit_at_all_do_not_count(string what)
    {
        var earlier = _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD");
        var expected = _bench.Git.Commit(_bench.Folder, "release");
        _bench.Git.Run(_bench.Folder, "switch", "--quiet", "--create", "side");
        _bench.Git.Run(_bench.Folder, "commit", "--quiet", "--allow-empty", "--message", "beside");
        _bench.Git.Run(_bench.Folder, "push", "--quiet", "origin", "side");
        _answers.Running = what switch { "earlier" => earlier, "beside" => _bench.Git.Run(_bench.Folder, "rev-parse", "HEAD"), _ => "v2.0.0" };

        Assert.Equal(PhaseStatus.Inconclusive, (await _bench.ApplyAsync(Step(expected, RolloutAccept.Newer))).Status);
    }

    [Fact]
    public async Task A_branch_that_cannot_be_fetched_is_an_error_and_no_verdict()
    {
        var expected = _bench.Git.Commit(_bench.Folder, "release");
        _answers.Running = _bench.Git.Commit(_bench.Folder, "more");

        var report = await _bench.ApplyAsync(Step(expected, RolloutAccept.Newer) with { Branch = new ReleaseFile(null, "nowhere", string.Empty, string.Empty) });

        Assert.Equal((PhaseStatus.Stopped, StepOutcome.Errored), (report.Status, Assert.Single(report.Steps).Result.Outcome));
        Assert.Contains("nowhere", report.Diagnostics[^1].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: wait-rollout\ndriver: http\napp: web\nrevision: x\nurl: 'http://localhost'\naccept: newer", "RW2003 8")]
    [InlineData("kind: wait-rollout\ndriver: kubectl\napp: web\nrevision: x\naccept: older", "RW2004 13")]
    public void A_mistake_is_reported_at_its_place(string keys, string mistake) => Assert.Contains(mistake, PhaseHarness.MistakesOf(PhaseHarness.OneStep(keys)));

    private static WaitRolloutStep Step(string revision, RolloutAccept accept) => new(
        PromotionBench.Header("arrived", "wait-rollout"),
        new RolloutSource(RolloutDriver.Http, "web", null, false, "http://127.0.0.1/version", "commit"),
        revision, TimeSpan.FromMinutes(1), accept, new ReleaseFile(null, "main", string.Empty, string.Empty));

    private sealed class Answers : IHttpProbe
    {
        public string Running { get; set; } = string.Empty;

        public Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpAnswer(200, $$"""{"commit":"{{Running}}"}""", null, TimeSpan.Zero, null));
    }
}
