using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Reporting;

/// <summary>Says what comes next in a migration.</summary>
public static class NextStep
{
    /// <summary>What to do, with the command for it.</summary>
    public static string Of(MigrationSession session)
    {
        if (session.Migration.Phases.FirstOrDefault(p => session.ProgressOf(p) == PhaseProgress.Begun) is { } begun) return $"Next: {OfBegun(session, begun)}, or rewrite rollback {begun.Id}";
        return session.Migration.Phases.FirstOrDefault(p => session.ProgressOf(p) == PhaseProgress.NotBegun) is { } open ? $"Next: rewrite plan {open.Id}" : "All phases are done.";
    }

    private static string OfBegun(MigrationSession session, Phase phase)
    {
        var entries = phase.AllSteps.Select(s => (Step: s, Last: session.Ledger.LastOf(session.Migration.Id, phase.Id, s.Header.Id))).ToList();
        var at = entries.FirstOrDefault(e => e.Last is not null && !session.Ledger.IsDone(session.Migration.Id, phase.Id, e.Step.Header.Id));
        return at.Step switch
        {
            null => "rewrite resume",
            ApproveStep => $"rewrite approve {phase.Id} {at.Step.Header.Id}, then rewrite resume",
            _ when at.Last!.Outcome == StepOutcome.Waiting => $"rewrite resume, once '{at.Step.Header.Id}' need not wait any more",
            _ when at.Last!.Outcome == StepOutcome.Inconclusive => $"rewrite resolve {phase.Id} {at.Step.Header.Id}, or rewrite resume",
            _ => "rewrite resume",
        };
    }
}
