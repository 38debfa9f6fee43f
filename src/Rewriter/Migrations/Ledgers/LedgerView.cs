using System.Collections.Immutable;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Ledgers;

/// <summary>Where a migration stands, as its ledger tells.</summary>
public static class LedgerView
{
    /// <summary>The entries of a phase since it was last begun anew (after an undo, earlier ones no longer count).</summary>
    public static ImmutableArray<LedgerEntry> CurrentRun(this Ledger ledger, string migration, string phase)
    {
        var own = ledger.Entries.Where(e => e.Migration == migration && e.Phase == phase).ToImmutableArray();
        var last = own.LastOrDefault(e => e.Event == LedgerEvent.PhaseUndone);
        return last is null ? own : [.. own.Where(e => e.Sequence > last.Sequence)];
    }

    /// <summary>Where a phase stands.</summary>
    public static PhaseProgress ProgressOf(this Ledger ledger, string migration, string phase)
    {
        var run = ledger.CurrentRun(migration, phase);
        if (run.Any(e => e.Event == LedgerEvent.PhaseDone)) return PhaseProgress.Done;
        return run.Any(e => e.Event == LedgerEvent.PhaseBegun) ? PhaseProgress.Begun : PhaseProgress.NotBegun;
    }

    /// <summary>The engine with which a phase was begun; null where it was not begun or nobody wrote it down.</summary>
    public static string? EngineOf(this Ledger ledger, string migration, string phase) =>
        ledger.CurrentRun(migration, phase).LastOrDefault(e => e.Event == LedgerEvent.PhaseBegun)?.Engine;

    /// <summary>The last word on a step in the phase's current run; null where it was never begun or was undone.</summary>
    public static LedgerEntry? LastOf(this Ledger ledger, string migration, string phase, string step)
    {
        var last = ledger.CurrentRun(migration, phase).LastOrDefault(e => e.Step == step && e.Event is LedgerEvent.StepBegun or LedgerEvent.StepEnded or LedgerEvent.StepUndone && e.Step == step);
        return last?.Event == LedgerEvent.StepUndone ? null : last;
    }

    /// <summary>
    /// The last word on every run of a step since it was last taken back, the newest first: a run that failed or whose
    /// process died left acts of its own, which a later run did not do again and so cannot undo.
    /// </summary>
    public static ImmutableArray<LedgerEntry> RunsOf(this Ledger ledger, string migration, string phase, string step)
    {
        var runs = ImmutableArray.CreateBuilder<LedgerEntry>();
        foreach (var entry in ledger.CurrentRun(migration, phase).Where(e => e.Step == step))
        {
            if (entry.Event == LedgerEvent.StepUndone) runs.Clear();
            else if (entry.Event == LedgerEvent.StepEnded && runs.Count > 0 && runs[^1].Event == LedgerEvent.StepBegun) runs[^1] = entry;
            else if (entry.Event is LedgerEvent.StepBegun or LedgerEvent.StepEnded) runs.Add(entry);
        }

        runs.Reverse();
        return runs.ToImmutable();
    }

    /// <summary>True where a step ended well and need not run again.</summary>
    public static bool IsDone(this Ledger ledger, string migration, string phase, string step) =>
        ledger.LastOf(migration, phase, step) is { Event: LedgerEvent.StepEnded, Outcome: StepOutcome.Succeeded or StepOutcome.Adopted or StepOutcome.Skipped };
}
