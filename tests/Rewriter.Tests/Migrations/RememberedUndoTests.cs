using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>What a step notes before it acts leads back where it could not say itself what it did.</summary>
public sealed class RememberedUndoTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_step_whose_process_died_is_taken_back_by_what_it_noted_last()
    {
        var phase = _harness.Phase(_harness.Async("a", null, (context, _) =>
        {
            context.RememberUndo(PhaseHarness.Undo("one"));
            context.RememberUndo(PhaseHarness.Undo("one and two"));
            throw new InvalidOperationException("killed");
        }));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _harness.ApplyAsync(phase));

        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(["a", "undo a one and two"], _harness.Log);
    }

    [Fact]
    public async Task A_step_that_ran_out_of_time_is_taken_back_by_what_it_noted()
    {
        var phase = _harness.Phase(_harness.Async("a", h => h with { Timeout = TimeSpan.FromMinutes(1) }, async (context, token) =>
        {
            context.RememberUndo(PhaseHarness.Undo("half"));
            await Task.Delay(Timeout.Infinite, token);
            return StepResult.Succeeded("never");
        }));

        Assert.Equal(PhaseStatus.Inconclusive, (await _harness.ApplyAsync(phase)).Status);

        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(["a", "undo a half"], _harness.Log);
    }

    [Fact]
    public async Task What_a_step_says_at_its_end_takes_the_place_of_what_it_noted()
    {
        var phase = _harness.Phase(_harness.Async("a", null, (context, _) =>
        {
            context.RememberUndo(PhaseHarness.Undo("all that was planned"));
            return Task.FromResult(StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("what was done") });
        }));

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        await _harness.RollBackAsync(phase);
        Assert.Equal(["a", "undo a what was done"], _harness.Log);
    }

    [Fact]
    public async Task An_attempt_knows_what_the_one_before_it_noted()
    {
        var seen = new List<int>();
        var phase = _harness.Phase(_harness.Async("a", h => h with { Attempts = 2 }, (context, _) =>
        {
            seen.Add(context.Run.Count(e => e.Step == "a" && e.Undo is not null));
            context.RememberUndo(PhaseHarness.Undo("half"));
            return Task.FromResult(new StepResult(StepOutcome.Errored, "not now"));
        }));

        await _harness.ApplyAsync(phase);

        Assert.Equal([0, 1], seen);
    }

    [Fact]
    public async Task A_person_who_finds_a_cut_off_step_applied_keeps_its_way_back()
    {
        var phase = _harness.Phase(_harness.Async("a", null, (context, _) =>
        {
            context.RememberUndo(PhaseHarness.Undo("half"));
            throw new InvalidOperationException("killed");
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _harness.ApplyAsync(phase));

        Assert.Null(new StepDecisions(_harness.Session()).Resolve(phase, phase.Steps[0], applied: true, "ada", "the console shows it", []));

        await _harness.RollBackAsync(phase);
        Assert.Equal(["a", "undo a half"], _harness.Log);
    }
}
