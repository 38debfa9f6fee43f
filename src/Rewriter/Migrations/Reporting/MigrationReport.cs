using System.Collections.Immutable;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Reporting;

/// <summary>What was planned, done, decided and observed in a migration, from its file and its ledger.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="At">When the report was made.</param>
/// <param name="Phases">Its phases in order.</param>
/// <param name="Next">What comes next, in words.</param>
public sealed record MigrationReport(Migration Migration, DateTimeOffset At, ImmutableArray<PhaseHistory> Phases, string Next)
{
    /// <summary>Makes the report of this moment.</summary>
    public static MigrationReport Of(MigrationSession session) =>
        new(session.Migration, session.Time.GetUtcNow(), [.. session.Migration.Phases.Select(p => History(session, p))], NextStep.Of(session));

    private static PhaseHistory History(MigrationSession session, Phase phase)
    {
        var runs = session.Ledger.Runs(session.Migration.Id, phase.Id);
        var run = runs is [.., var last] ? last : [];
        return new PhaseHistory(
            phase,
            session.ProgressOf(phase),
            runs.Length,
            [.. session.Ledger.RunsTakenBack(session.Migration.Id, phase.Id).Select(r => TakenBack(phase, r))],
            run.FirstOrDefault(e => e.Event == LedgerEvent.PhaseBegun)?.At,
            run.LastOrDefault(e => e.Event == LedgerEvent.PhaseDone)?.At,
            SettingsOf(run),
            [.. phase.AllSteps.Select(s => History(s, run))],
            [.. run.Where(e => e.Event == LedgerEvent.Overridden).Select(e => e.Summary)],
            [.. phase.AllSteps.SelectMany(s => s.Header.Allow.Select(a => $"{a.Id} at {s.Header.Id}: {a.Because}"))]);
    }

    // A step that a later version of the migration no longer has is told by the entry's words alone, so it is left out here.
    private static RunHistory TakenBack(Phase phase, ImmutableArray<LedgerEntry> run) => new(
        run.FirstOrDefault(e => e.Event == LedgerEvent.PhaseBegun)?.At,
        run.LastOrDefault(e => e.Event == LedgerEvent.PhaseDone)?.At,
        run[^1].At,
        run[^1].By,
        run[^1].Evidence.IsEmpty ? null : string.Join("; ", run[^1].Evidence),
        SettingsOf(run),
        [.. phase.AllSteps.Select(s => History(s, run)).Where(s => s.Last is not null)]);

    private static ImmutableSortedDictionary<string, string> SettingsOf(ImmutableArray<LedgerEntry> run) =>
        run.LastOrDefault(e => e.Settings is not null)?.Settings ?? ImmutableSortedDictionary<string, string>.Empty;

    private static StepHistory History(Step step, ImmutableArray<LedgerEntry> run)
    {
        var own = run.Where(e => e.Step == step.Header.Id).ToImmutableArray();
        var last = own.LastOrDefault(e => e.Event is LedgerEvent.StepBegun or LedgerEvent.StepEnded or LedgerEvent.StepUndone or LedgerEvent.StepResolved);
        return new StepHistory(
            step,
            last,
            own.FirstOrDefault(e => e.Event == LedgerEvent.StepBegun)?.At,
            own.LastOrDefault(e => e.Event is LedgerEvent.StepEnded or LedgerEvent.StepResolved)?.At,
            own.Count(e => e.Event == LedgerEvent.StepBegun),
            [.. own.Where(e => e.Event is LedgerEvent.Approved or LedgerEvent.Rejected or LedgerEvent.StepResolved)],
            last?.Event == LedgerEvent.StepUndone ? last : null);
    }
}
