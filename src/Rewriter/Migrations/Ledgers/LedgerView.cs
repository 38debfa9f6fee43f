using System.Collections.Immutable;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Ledgers;

/// <summary>Where a migration stands, as its ledger tells.</summary>
public static class LedgerView
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The entries of a phase's runs that stand, oldest first: a run begins anew once the one before is done, and an undo
    /// takes the last one away.
    /// </summary>
    public static ImmutableArray<ImmutableArray<LedgerEntry>> Runs(this Ledger ledger, string migration, string phase) => AllRuns(ledger, migration, phase).Standing;

    /// <summary>The entries of a phase's runs that were taken back, in the order in which they were; the last entry of each says so.</summary>
    public static ImmutableArray<ImmutableArray<LedgerEntry>> RunsTakenBack(this Ledger ledger, string migration, string phase) => AllRuns(ledger, migration, phase).TakenBack;

    /// <summary>The entries of a phase's last run that stands; empty where it was never begun or was taken back.</summary>
    public static ImmutableArray<LedgerEntry> CurrentRun(this Ledger ledger, string migration, string phase) =>
        ledger.Runs(migration, phase) is [.., var last] ? last : [];

    /// <summary>Where a phase stands.</summary>
    public static PhaseProgress ProgressOf(this Ledger ledger, string migration, string phase)
    {
        // A phase whose undoing stopped in the middle is neither done nor taken back.
        var last = ledger.CurrentRun(migration, phase).LastOrDefault(e => e.Event is LedgerEvent.PhaseBegun or LedgerEvent.PhaseDone or LedgerEvent.StepUndone);
        return last is null ? PhaseProgress.NotBegun : last.Event == LedgerEvent.PhaseDone ? PhaseProgress.Done : PhaseProgress.Begun;
    }

    /// <summary>The engine with which a phase was begun; null where it was not begun or nobody wrote it down.</summary>
    public static string? EngineOf(this Ledger ledger, string migration, string phase) =>
        ledger.CurrentRun(migration, phase).LastOrDefault(e => e.Event == LedgerEvent.PhaseBegun)?.Engine;

    /// <summary>The last word on a step in the phase's current run; null where it was never begun or was undone.</summary>
    public static LedgerEntry? LastOf(this Ledger ledger, string migration, string phase, string step)
    {
        var last = ledger.CurrentRun(migration, phase).LastOrDefault(e => e.Step == step && e.Event is LedgerEvent.StepBegun or LedgerEvent.StepEnded or LedgerEvent.StepUndone or LedgerEvent.StepResolved && e.Step == step);
        return last is { } entry && IsGone(entry) ? null : last;
    }

    /// <summary>
    /// The last word on every run of a step since it was last taken back, the newest first: a run that failed or whose
    /// process died left acts of its own, which a later run did not do again and so cannot undo. What a run noted before it
    /// acted leads back where it could not say itself what it did.
    /// </summary>
    public static ImmutableArray<LedgerEntry> RunsOf(this Ledger ledger, string migration, string phase, string step)
    {
        var runs = ImmutableArray.CreateBuilder<LedgerEntry>();
        foreach (var entry in ledger.CurrentRun(migration, phase).Where(e => e.Step == step))
        {
            if (IsGone(entry)) runs.Clear();
            else if (entry.Event == LedgerEvent.StepResolved && runs.Count > 0) runs[^1] = entry;
            else if (entry.Event == LedgerEvent.StepEnded && runs.Count > 0 && runs[^1].Event == LedgerEvent.StepBegun) runs[^1] = entry;
            else if (entry is { Event: LedgerEvent.StepNoted, Undo: not null } && runs is [.., { Event: LedgerEvent.StepBegun }]) runs[^1] = runs[^1] with { Undo = entry.Undo };
            else if (entry.Event is LedgerEvent.StepBegun or LedgerEvent.StepEnded) runs.Add(entry);
        }

        runs.Reverse();
        return runs.ToImmutable();
    }

    /// <summary>True where a step ended well and need not run again.</summary>
    public static bool IsDone(this Ledger ledger, string migration, string phase, string step) =>
        ledger.LastOf(migration, phase, step) is { Event: LedgerEvent.StepEnded or LedgerEvent.StepResolved, Outcome: StepOutcome.Succeeded or StepOutcome.Adopted or StepOutcome.Skipped };

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
            if (IsGone(entry)) notes.Clear();
            if (entry.Event != LedgerEvent.StepNoted) continue;
            foreach (var (name, value) in entry.Outputs ?? None) notes[name] = value;
        }

        return notes.ToImmutable();
    }

    // Taken back, or found by a person not to have been applied: as if it had never been begun.
    private static bool IsGone(LedgerEntry entry) =>
        entry.Event == LedgerEvent.StepUndone || entry is { Event: LedgerEvent.StepResolved, Outcome: not StepOutcome.Adopted };

    private static (ImmutableArray<ImmutableArray<LedgerEntry>> Standing, ImmutableArray<ImmutableArray<LedgerEntry>> TakenBack) AllRuns(Ledger ledger, string migration, string phase)
    {
        var runs = new List<ImmutableArray<LedgerEntry>.Builder>();
        var takenBack = ImmutableArray.CreateBuilder<ImmutableArray<LedgerEntry>>();
        foreach (var entry in ledger.Entries.Where(e => e.Migration == migration && e.Phase == phase))
        {
            if (entry.Event == LedgerEvent.PhaseUndone)
            {
                if (runs.Count == 0) continue;
                runs[^1].Add(entry);
                takenBack.Add(runs[^1].ToImmutable());
                runs.RemoveAt(runs.Count - 1);
                continue;
            }

            if (runs.Count == 0 || entry.Event == LedgerEvent.PhaseBegun) runs.Add(ImmutableArray.CreateBuilder<LedgerEntry>());
            runs[^1].Add(entry);
        }

        return ([.. runs.Select(r => r.ToImmutable())], takenBack.ToImmutable());
    }
}
