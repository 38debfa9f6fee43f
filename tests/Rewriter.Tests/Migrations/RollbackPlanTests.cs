using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>The declared order of a rollback, what it keeps, and the settings of a run.</summary>
public sealed class RollbackPlanTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task The_parts_of_a_rollback_come_in_their_order_and_the_rest_behind_them_last_first()
    {
        var phase = Set(Undoable("database"), Undoable("worker"), Undoable("api"), Undoable("tell"));
        phase = Set(phase with { Rollback = [new("api", "API", ["api"], [_harness.Step("snapshot")]), new("worker", "Worker", ["worker"], [])] });

        await _harness.ApplyAsync(phase);
        _harness.Log.Clear();

        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(["undo api it", "snapshot", "undo worker it", "undo tell it", "undo database it"], _harness.Log);
    }

    [Fact]
    public async Task A_rollback_that_waits_goes_on_where_it_was()
    {
        var assess = new ApproveStep(new StepHeader("assess", "approve", "assess"), [], 1, null, []);
        var phase = Set(Undoable("database"), Undoable("api"));
        phase = Set(phase with { Rollback = [new("api", "API", ["api"], [_harness.Step("snapshot"), assess])] });
        await _harness.ApplyAsync(phase);
        _harness.Log.Clear();

        Assert.Equal(PhaseStatus.Waiting, (await _harness.RollBackAsync(phase)).Status);
        Assert.Null(await new StepDecisions(_harness.Session()).DecideAsync(phase, assess, "alice", null, [], includeReview: false, default));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);

        Assert.Equal(["undo api it", "snapshot", "undo database it"], _harness.Log);
    }

    [Fact]
    public async Task What_a_rollback_must_not_touch_stays()
    {
        var phase = Set(Undoable("a", h => h with { Rollback = RollbackPolicy.Keep }), Undoable("b"));
        await _harness.ApplyAsync(phase);
        _harness.Log.Clear();

        var report = await _harness.RollBackAsync(phase);

        Assert.Equal(PhaseStatus.RolledBack, report.Status);
        Assert.Equal(["undo b it"], _harness.Log);
        Assert.Contains("stays as it is", report.Steps[^1].Result.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_keeps_the_settings_that_it_was_begun_with()
    {
        var seen = new List<string?>();
        var well = false;
        var phase = Set(_harness.Async("a", null, (context, _) =>
        {
            seen.Add(context.Settings.Find("version"));
            return Task.FromResult(well ? StepResult.Succeeded("yes") : new StepResult(StepOutcome.Failed, "no"));
        }));

        _harness.Settings = new SettingValues(SettingValues.None.Values.Add("version", "v1")) { Given = ["version"] };
        await _harness.ApplyAsync(phase);
        _harness.Settings = SettingValues.None;
        well = true;
        var session = _harness.Session().InRunOf(phase, out var none);
        Assert.Null(none);
        await new PhaseRunner(session).ApplyAsync(phase, new ApplyOptions(), default);

        Assert.Equal(["v1", "v1"], seen);
        _harness.Settings = new SettingValues(SettingValues.None.Values.Add("version", "v2")) { Given = ["version"] };
        _harness.Session().InRunOf(phase, out var problem);
        Assert.Equal("RW3034", problem!.Id);
    }

    [Fact]
    public void Who_gets_the_lock_reads_what_was_written_before()
    {
        var mine = _harness.Session().Ledger;
        _harness.Session().Ledger.Append(LedgerEvent.PhaseBegun, "m", "one", null, "by another process");

        mine.Refresh();
        mine.Append(LedgerEvent.PhaseDone, "m", "one", null, "by this one");

        Assert.Equal([1, 2], _harness.Session().Ledger.Entries.Select(e => e.Sequence));
    }

    [Fact]
    public void Parts_risks_and_policies_are_read()
    {
        var phase = _harness.Load("""
            migration: m
            why: a test
            phases:
              - id: p
                why: a test
                steps:
                  - { id: a, kind: approve, rollback: keep }
                rollback:
                  - { id: api, title: The API, undo: [a], steps: [{ id: b, kind: approve }] }
                risks:
                  - { risk: schemas differ, impact: lost data, mitigation: checksums, step: a }
            """).Phases[0];

        Assert.Equal(("The API", "a", "b"), (phase.Rollback[0].Title, phase.Rollback[0].Undo[0], phase.Rollback[0].Steps[0].Header.Id));
        Assert.Equal(new Risk("schemas differ", "lost data", "checksums", "a"), Assert.Single(phase.Risks));
        Assert.Equal(RollbackPolicy.Keep, phase.Steps[0].Header.Rollback);
        Assert.Equal(["RW2006 7", "RW2006 8"], PhaseHarness.MistakesOf("""
            migration: m
            why: a test
            phases:
              - id: p
                why: a test
                steps: [{ id: a, kind: approve }]
                rollback: [{ id: api, undo: [x] }]
                risks: [{ risk: r, impact: i, mitigation: m, step: x }]
            """));
    }

    private StubStep Undoable(string id, Func<StepHeader, StepHeader>? header = null) => _harness.Step(id, header, () => StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("it") });

    private Phase Set(params Step[] steps) => _harness.NamedPhase("one", [.. steps]);

    private Phase Set(Phase phase)
    {
        _harness.Phases = [phase];
        return phase;
    }
}
