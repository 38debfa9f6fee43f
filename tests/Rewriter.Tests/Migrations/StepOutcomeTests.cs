using System.Collections.Immutable;
using System.Globalization;
using Rewriter.Forges;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>What all kinds of steps have in common: time limits, tries, cancelling, and that inconclusive is not failed.</summary>
public sealed class StepOutcomeTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public static TheoryData<string> Kinds => [.. StepCatalog.Names];

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_takes_the_keys_of_all_kinds(string kind)
    {
        var header = StepSamples.Read(kind, "title: t, if: site, timeout: 5s, retry: { max: 4, backoff: 3s }, onFailure: continue, rollback: keep, redact: [TOKEN], contract: true, claim: c, allow: [{ id: H1, because: b }]").Header;

        Assert.Equal((kind, "t", "site", TimeSpan.FromSeconds(5), 4, TimeSpan.FromSeconds(3)), (header.Kind, header.Title, header.If, header.Timeout, header.Attempts, header.Backoff));
        Assert.Equal((FailurePolicy.Continue, RollbackPolicy.Keep, true, "c", ("H1", "b"), "TOKEN"), (header.OnFailure, header.Rollback, header.IsContract, header.Claim, header.Allow[0], header.Redact[0]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_step_of_every_kind_that_is_cancelled_is_begun_and_not_ended(string kind)
    {
        // Whatever the kind does, a cancelled one must not be told as failed: nobody knows how far it came.
        using var stop = new CancellationTokenSource();
        var phase = _harness.Phase(new Cancelled(StepSamples.Read(kind), stop));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PhaseRunner(_harness.Session()).ApplyAsync(phase, new ApplyOptions(), stop.Token));

        Assert.Equal(LedgerEvent.StepBegun, _harness.Session().Ledger.LastOf("m", phase.Id, "run")!.Event);
        Assert.Equal(PhaseProgress.Begun, _harness.Progress(phase));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Time_that_runs_out_is_inconclusive_for_every_kind_that_does_not_tell_more_itself(string kind)
    {
        var step = StepSamples.Read(kind, "timeout: 5s");
        if (step.KeepsTime) return; // Each of these has a test of its own beside its kind.

        var result = await StepAttempts.WithinAsync(step, Context(), token => NeverAsync(token), () => PhaseHarness.Undo("it"), default);

        Assert.Equal((StepOutcome.Inconclusive, false, "it"), (result.Outcome, result.IsFailure, result.Undo!.Value.GetString()));
        Assert.Contains("5 s", result.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StepOutcome.Inconclusive, PhaseStatus.Inconclusive)]
    [InlineData(StepOutcome.Waiting, PhaseStatus.Waiting)]
    public async Task What_has_not_failed_is_neither_tried_again_nor_takes_the_phase_back(StepOutcome outcome, PhaseStatus status)
    {
        var phase = _harness.Phase(
            _harness.Step("first", null, () => StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("it") }),
            _harness.Step("open", h => h with { Attempts = 5, OnFailure = FailurePolicy.Rollback }, () => new StepResult(outcome, "nobody knows")));

        Assert.Equal(status, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(["first", "open"], _harness.Log);
    }

    [Fact]
    public async Task A_way_back_that_does_not_end_in_time_is_inconclusive_and_can_be_gone_again()
    {
        var slow = new SlowBack(new StepHeader("slow", "stub", "slow") { Timeout = TimeSpan.FromHours(1), Digest = "1" });
        var phase = _harness.Phase(slow);
        await _harness.ApplyAsync(phase);

        Assert.Equal(PhaseStatus.Inconclusive, (await _harness.RollBackAsync(phase)).Status);
        slow.Hangs = false;
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
    }

    [Fact]
    public async Task A_workflow_that_failed_is_started_again_where_it_may_be_tried_again()
    {
        var forge = new StubForge { States = [CheckState.Failure, CheckState.Failure, CheckState.Success] };
        _harness.Forge = forge;
        var call = new WorkflowCall("go.yaml", "main", ImmutableSortedDictionary<string, string>.Empty);

        var report = await _harness.ApplyAsync(_harness.Phase(new DispatchWorkflowStep(new StepHeader("go", "dispatch-workflow", "go") { Digest = "1", Attempts = 3 }, call, TimeSpan.FromSeconds(1), null, null)));

        Assert.Equal((PhaseStatus.Done, 3), (report.Status, forge.Started.Count));
    }

    [Fact]
    public async Task A_check_between_stages_is_tried_as_often_as_it_says()
    {
        _harness.Write("gateway.yaml", "canary: 0\n");
        var numbers = new Numbers("9", "9", "0");
        _harness.Http = numbers;
        var phase = _harness.Load(PhaseHarness.OneStep("""
            kind: shift-traffic
            driver: file
            weights: [{ file: gateway.yaml, path: canary }]
            checks: [{ id: errors, kind: metric-gate, url: 'http://127.0.0.1/errors', atMost: 1, retry: { max: 3 } }]
            """)).Phases[0];

        var report = await _harness.ApplyAsync(phase);

        Assert.True(report.Status == PhaseStatus.Done, string.Join('\n', report.Diagnostics));
        Assert.Equal("canary: 100\n", _harness.Read("gateway.yaml"));
    }

    private StepContext Context() => _harness.Session().ContextFor(_harness.Phase(_harness.Step("a")), "operation");

    private static async Task<StepResult> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return StepResult.Succeeded("never");
    }

    // The step of a kind, in whose middle a person presses Ctrl-C.
    private sealed record Cancelled(Step Inner, CancellationTokenSource Stop) : Step(Inner.Header)
    {
        public override bool KeepsTime => Inner.KeepsTime;

        public override bool CountsAttempts => Inner.CountsAttempts;

        public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
        {
            if (context.IsSimulation) return StepResult.Succeeded("will run");
            await Stop.CancelAsync();
            return await NeverAsync(cancellationToken);
        }
    }

    private sealed record SlowBack(StepHeader Header) : Step(Header)
    {
        public bool Hangs { get; set; } = true;

        public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("it") });

        public override Task<StepResult> UndoAsync(StepContext context, System.Text.Json.JsonElement undo, CancellationToken cancellationToken) =>
            Hangs ? NeverAsync(cancellationToken) : Task.FromResult(StepResult.Succeeded("undone"));
    }

    private sealed class Numbers(params string[] bodies) : IHttpProbe
    {
        private int _asked;

        public Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(new HttpAnswer(200, bodies[_asked++].ToString(CultureInfo.InvariantCulture), null, TimeSpan.Zero, null));
        }
    }
}
