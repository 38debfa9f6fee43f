using System.Collections.Immutable;
using System.Globalization;
using Rewriter.Forges;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>Workflows that are started, waited for, and taken back by a second one.</summary>
public sealed class DispatchWorkflowTests : IDisposable
{
    private readonly PhaseHarness _bench = new();
    private readonly StubForge _forge = new();

    public DispatchWorkflowTests() => _bench.Forge = _forge;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_workflow_that_ends_well_lets_the_phase_go_on()
    {
        _forge.States = [CheckState.Pending, CheckState.Pending, CheckState.Success];
        var report = await _bench.ApplyAsync(_bench.Phase(Step()));

        Assert.Equal(PhaseStatus.Done, report.Status);
        Assert.Equal(["promote.yaml main version=v1.0.0"], _forge.Started);
        Assert.Equal("1", report.Steps[0].Result.Outputs["run"]);
    }

    [Fact]
    public async Task A_workflow_that_fails_shows_the_tail_of_its_log_and_the_second_one_takes_it_back()
    {
        _forge.States = [CheckState.Failure, CheckState.Success];
        var report = await _bench.ApplyAsync(_bench.Phase(Step(FailurePolicy.Rollback)));

        Assert.Equal(PhaseStatus.RolledBack, report.Status);
        Assert.Contains("| the last line", string.Concat(report.Steps.SelectMany(s => s.Result.Diagnostics).Select(d => d.GetMessage(CultureInfo.InvariantCulture))), StringComparison.Ordinal);
        Assert.Equal(["promote.yaml main version=v1.0.0", "back.yaml main version=v1.0.0"], _forge.Started);
    }

    [Fact]
    public async Task A_workflow_that_does_not_end_is_inconclusive_and_resuming_waits_for_the_same_run()
    {
        _forge.States = [CheckState.Pending];
        var phase = _bench.Phase(Step());
        var late = await _bench.ApplyAsync(phase);

        Assert.Equal(StepOutcome.Inconclusive, late.Steps[0].Result.Outcome);
        Assert.Contains(late.Steps[0].Result.Diagnostics, d => d.Id == "RW3049");
        (_forge.States, _forge.Look) = ([CheckState.Success], 0);
        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(phase)).Status);
        Assert.Single(_forge.Started);
    }

    [Fact]
    public async Task A_process_that_dies_while_it_waits_does_not_start_the_workflow_again()
    {
        _forge.States = [];
        var phase = _bench.Phase(Step());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.ApplyAsync(phase));
        Assert.Contains(_bench.Session().Ledger.Entries, e => e.Event == LedgerEvent.StepNoted);

        (_forge.States, _forge.Look) = ([CheckState.Success], 0);
        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(phase)).Status);
        Assert.Single(_forge.Started);
    }

    [Fact]
    public async Task A_process_that_dies_while_it_starts_the_workflow_asks_a_person_instead_of_starting_it_again()
    {
        _forge.AtStart = new InvalidOperationException("killed");
        var phase = _bench.Phase(Step());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.ApplyAsync(phase));

        (_forge.AtStart, _forge.States) = (null, [CheckState.Success]);
        var resumed = await _bench.ApplyAsync(phase);
        Assert.Equal(StepOutcome.Inconclusive, resumed.Steps[0].Result.Outcome);
        Assert.Contains("rewrite resolve", resumed.Steps[0].Result.Summary, StringComparison.Ordinal);
        Assert.Single(_forge.Started);
    }

    [Fact]
    public async Task A_start_that_was_refused_is_tried_again()
    {
        _forge.AtStart = new ForgeException("RW5002", "no permission", "give it", System.Net.HttpStatusCode.Forbidden);
        var phase = _bench.Phase(Step());
        Assert.NotEqual(PhaseStatus.Done, (await _bench.ApplyAsync(phase)).Status);

        (_forge.AtStart, _forge.States) = (null, [CheckState.Success]);
        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(phase)).Status);
        Assert.Equal(2, _forge.Started.Count);
    }

    [Fact]
    public async Task Without_a_place_that_runs_workflows_the_plan_says_so()
    {
        _bench.Forge = null;
        Assert.Contains((await _bench.PlanAsync(_bench.Phase(Step()))).Diagnostics, d => d.Id == "RW3050");
    }

    private static DispatchWorkflowStep Step(FailurePolicy onFailure = FailurePolicy.Stop)
    {
        var inputs = ImmutableSortedDictionary<string, string>.Empty.Add("version", "v1.0.0");
        return new(new StepHeader("workflow", "dispatch-workflow", "w") { Digest = "1", OnFailure = onFailure, Timeout = TimeSpan.FromMinutes(1) }, new WorkflowCall("promote.yaml", "main", inputs), TimeSpan.FromSeconds(5), null, new WorkflowCall("back.yaml", "main", inputs));
    }
}
