using System.Collections.Immutable;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Ledgers;

/// <summary>Where a migration stands, as its ledger tells.</summary>
public static class LedgerView
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

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

    /// <summary>What the steps of a phase's current run produced, by the names that later steps use.</summary>
    public static ImmutableSortedDictionary<string, string> Outputs(this Ledger ledger, string migration, string phase)
    {
        var outputs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var step in ledger.CurrentRun(migration, phase).Select(e => e.Step).OfType<string>().Distinct().Where(s => ledger.IsDone(migration, phase, s)))
        {
            foreach (var (name, value) in ledger.LastOf(migration, phase, step)?.Outputs ?? None) outputs[SettingValues.OutputName(step, name)] = value;
        }

        return outputs.ToImmutable();
    }

    /// <summary>What a step recorded while it ran, since it was last taken back.</summary>
    public static ImmutableSortedDictionary<string, string> NotesOf(this Ledger ledger, string migration, string phase, string step)
    {
        var notes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in ledger.CurrentRun(migration, phase).Where(e => e.Step == step))
        {
            if (entry.Event == LedgerEvent.StepUndone) notes.Clear();
            if (entry.Event != LedgerEvent.StepNoted) continue;
            foreach (var (name, value) in entry.Outputs ?? None) notes[name] = value;
        }

        return notes.ToImmutable();
    }
}
