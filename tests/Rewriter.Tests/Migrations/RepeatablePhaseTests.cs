using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>Migrations that rename nothing, and phases that run again.</summary>
public sealed class RepeatablePhaseTests : IDisposable
{
    private readonly PhaseHarness _harness = new();
    private int _run;

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_migration_without_names_needs_no_generations()
    {
        var migration = _harness.Load("""
            migration: promote
            why: The next version goes to production.
            phases:
              - id: promote
                why: It is tested.
                repeatable: true
                steps:
                  - { id: site, kind: http-check, url: "${site}", if: site }
            settings:
              site: { why: the site }
            """);

        var phase = Assert.Single(migration.Phases);
        Assert.True(phase.IsRepeatable);
        Assert.Empty(migration.Generations);
        Assert.False((await _harness.PlanAsync(phase)).IsBlocked);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.True((await new PhaseVerifier(_harness.Session()).VerifyAsync(phase, default)).IsClean);
    }

    [Theory]
    [InlineData("roles: { service: { names: { a: b } } }\n", "RW2006")]
    [InlineData("stacks: { prod: { program: p, state: s } }\n", "RW2003 1")]
    [InlineData("generations: [one]\n", "RW2004 3")]
    public void Names_need_generations(string more, string mistake) =>
        Assert.Contains(PhaseHarness.MistakesOf($"migration: m\nwhy: w\n{more}phases: [{{ id: p, why: w }}]\n"), m => m.StartsWith(mistake, StringComparison.Ordinal));

    [Fact]
    public void A_rewrite_needs_generations() =>
        Assert.Equal(["RW2003 6"], PhaseHarness.MistakesOf("migration: m\nwhy: w\nphases:\n  - id: p\n    why: w\n    steps: [{ id: names, kind: rewrite }]\n"));

    [Fact]
    public async Task A_repeatable_phase_runs_again_and_each_rollback_takes_the_last_run_back()
    {
        var phase = Repeatable(_harness.Step("a", null, () => StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo($"run {++_run}") }));

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(2, _harness.Session().Ledger.Runs("m", phase.Id).Length);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(PhaseProgress.Done, _harness.Progress(phase));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(PhaseProgress.NotBegun, _harness.Progress(phase));

        Assert.Equal(["a", "a", "undo a run 2", "undo a run 1"], _harness.Log);
    }

    [Fact]
    public async Task A_second_run_that_stops_is_resumed_not_begun_anew()
    {
        var well = true;
        var phase = Repeatable(_harness.Step("a"), _harness.Step("b", null, () => well ? StepResult.Succeeded("yes") : new StepResult(StepOutcome.Failed, "no")));

        await _harness.ApplyAsync(phase);
        well = false;
        Assert.Equal(PhaseStatus.Stopped, (await _harness.ApplyAsync(phase)).Status);
        well = true;
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        Assert.Equal(["a", "b", "a", "b", "b"], _harness.Log);
    }

    [Fact]
    public async Task A_run_that_came_after_a_later_phase_can_be_taken_back_and_one_before_it_cannot()
    {
        var first = Repeatable(_harness.Step("a"));
        var second = _harness.NamedPhase("two", _harness.Step("b"));

        await _harness.ApplyAsync(first);
        await _harness.ApplyAsync(second);
        await _harness.ApplyAsync(first);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(first)).Status);
        Assert.Equal("RW3011", Assert.Single((await _harness.RollBackAsync(first)).Diagnostics).Id);
    }

    [Fact]
    public async Task A_taking_back_that_stopped_in_the_middle_goes_on()
    {
        var broken = true;
        var phase = _harness.Phase(
            new UndoableStep(new StepHeader("a", "stub", "a"), () => broken ? new StepResult(StepOutcome.Failed, "no") : StepResult.Succeeded("undone")),
            new UndoableStep(new StepHeader("b", "stub", "b"), () => StepResult.Succeeded("undone")));

        await _harness.ApplyAsync(phase);
        Assert.Equal(PhaseStatus.Stopped, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(PhaseProgress.Begun, _harness.Progress(phase));
        broken = false;
        var report = await _harness.RollBackAsync(phase);

        Assert.Equal(PhaseStatus.RolledBack, report.Status);
        Assert.Equal(["a"], report.Steps.Select(s => s.Step.Header.Id));
    }

    private Phase Repeatable(params Step[] steps)
    {
        var phase = _harness.NamedPhase("one", [.. steps]) with { IsRepeatable = true };
        _harness.Phases = [phase];
        return phase;
    }

    private sealed record UndoableStep(StepHeader Header, Func<StepResult> Back) : Step(Header)
    {
        public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("it") });

        public override Task<StepResult> UndoAsync(StepContext context, System.Text.Json.JsonElement undo, CancellationToken cancellationToken) => Task.FromResult(Back());
    }
}
