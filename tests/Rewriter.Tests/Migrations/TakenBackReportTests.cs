using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Reporting;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>A report tells of the runs that were taken back: when, by whom, why, and what became of their steps.</summary>
public sealed class TakenBackReportTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_run_that_a_person_took_back_is_told_with_who_and_why()
    {
        var phase = _harness.Phase(Undoable("a"), _harness.Step("b"));
        await _harness.ApplyAsync(phase);
        await Task.Delay(TimeSpan.FromHours(1), _harness.Time);
        await new PhaseRollback(_harness.Session()).RollBackAsync(phase, default, "ada", "latency doubled");
        await _harness.ApplyAsync(phase);

        var history = Assert.Single(MigrationReport.Of(_harness.Session()).Phases);

        var run = Assert.Single(history.TakenBack);
        Assert.Equal(("ada", "latency doubled", 1), (run.By, run.Because, history.Runs));
        Assert.Equal(TimeSpan.FromHours(1), run.Undone - run.Begun!.Value);
        Assert.NotNull(run.Done);
        Assert.Equal([("a", "undone", "undone"), ("b", "undone", "nothing to undo")], run.Steps.Select(s => (s.Step.Header.Id, s.State, s.Undone!.Summary)));
        Assert.Equal(["succeeded", "succeeded"], history.Steps.Select(s => s.State));
    }

    [Fact]
    public async Task A_run_that_a_failure_took_back_names_the_step_and_each_such_run_is_told()
    {
        var phase = _harness.Phase(Undoable("a"), _harness.Step("b", h => h with { OnFailure = FailurePolicy.Rollback }, () => new StepResult(StepOutcome.Failed, "no")));
        await _harness.ApplyAsync(phase);
        await _harness.ApplyAsync(phase);

        var history = Assert.Single(MigrationReport.Of(_harness.Session()).Phases);

        Assert.Equal([(null, "step 'b' failed: no"), (null, "step 'b' failed: no")], history.TakenBack.Select(r => (r.By, r.Because)));
        Assert.All(history.TakenBack, r => Assert.Null(r.Done));
        Assert.Equal(0, history.Runs);
    }

    private StubStep Undoable(string id) => _harness.Step(id, null, () => StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("it") });
}
