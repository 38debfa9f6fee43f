using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Execution;

/// <summary>Records what people decide about the steps of a phase. The caller holds the repository's lock.</summary>
/// <param name="session">The migration and what it works on.</param>
public sealed class StepDecisions(MigrationSession session)
{
    /// <summary>The step of a phase that waits for people; null where none does.</summary>
    public ApproveStep? Waiting(Phase phase) => phase.AllSteps.OfType<ApproveStep>().FirstOrDefault(s => session.Ledger.LastOf(session.Migration.Id, phase.Id, s.Header.Id)?.Outcome is StepOutcome.Waiting or StepOutcome.Failed);

    /// <summary>Records an approval or a rejection; what is wrong where it cannot be.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="step">The step.</param>
    /// <param name="by">The person.</param>
    /// <param name="rejection">Why the person refuses; null where the person agrees.</param>
    /// <param name="confirmed">The numbers (from 1) of the lines of the checklist that the person confirms.</param>
    /// <param name="includeReview">True where the phase makes what rules only propose.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Diagnostic?> DecideAsync(Phase phase, ApproveStep step, string by, string? rejection, ImmutableArray<int> confirmed, bool includeReview, CancellationToken cancellationToken)
    {
        if (session.ProgressOf(phase) == PhaseProgress.NotBegun) return Descriptors.DecisionRefused.Anywhere($"phase '{phase.Id}' was not begun; apply it, and it waits at '{step.Header.Id}'");
        if (session.Ledger.IsDone(session.Migration.Id, phase.Id, step.Header.Id)) return Descriptors.DecisionRefused.Anywhere($"step '{step.Header.Id}' was decided before");
        if (!step.Approvers.IsEmpty && !step.Approvers.Contains(by)) return Descriptors.DecisionRefused.Anywhere($"'{by}' may not decide about step '{step.Header.Id}': {string.Join(", ", step.Approvers)} may");
        if (confirmed.FirstOrDefault(n => n < 1 || n > step.Checklist.Length) is var wrong and not 0) return Descriptors.DecisionRefused.Anywhere($"the checklist of step '{step.Header.Id}' has no line {wrong}; it has {step.Checklist.Length}");

        var digest = await new PhasePlanner(session).ApprovalDigestAsync(phase, step, includeReview, cancellationToken);
        session.Ledger.Append(
            rejection is null ? LedgerEvent.Approved : LedgerEvent.Rejected,
            session.Migration.Id, phase.Id, step.Header.Id, rejection ?? $"approved by {by}",
            evidence: [.. confirmed.Select(n => step.Checklist[n - 1])], digest: digest, by: by);
        return null;
    }

    /// <summary>Records whether a step without a clear end was applied; what is wrong where that is not in question.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="step">The step.</param>
    /// <param name="applied">True where it took effect; false where it did not, or was taken back by hand.</param>
    /// <param name="by">The person.</param>
    /// <param name="because">How the person knows.</param>
    /// <param name="evidence">What the person saw.</param>
    public Diagnostic? Resolve(Phase phase, Step step, bool applied, string by, string because, ImmutableArray<string> evidence)
    {
        var last = session.Ledger.LastOf(session.Migration.Id, phase.Id, step.Header.Id);
        if (last is null) return Descriptors.DecisionRefused.Anywhere($"step '{step.Header.Id}' was not begun");
        if (session.Ledger.IsDone(session.Migration.Id, phase.Id, step.Header.Id)) return Descriptors.DecisionRefused.Anywhere($"step '{step.Header.Id}' has a clear end: {last.Summary}");
        if (step is ApproveStep or WaitStep) return Descriptors.DecisionRefused.Anywhere($"step '{step.Header.Id}' waits; it is not resolved but decided with 'rewrite approve', or waited for");
        session.Ledger.Append(
            LedgerEvent.StepResolved, session.Migration.Id, phase.Id, step.Header.Id, because, applied ? StepOutcome.Adopted : StepOutcome.Skipped,
            evidence, last.Operation, step.Header.Digest, applied ? session.Ledger.RunsOf(session.Migration.Id, phase.Id, step.Header.Id)[0].Undo : null, by: by);
        return null;
    }
}
