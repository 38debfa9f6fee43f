using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>Takes a phase back, the last step first. The caller holds the repository's lock.</summary>
/// <param name="session">The migration and what it works on.</param>
public sealed class PhaseRollback(MigrationSession session)
{
    /// <summary>Takes a phase back; refuses, and changes nothing, where a file was changed since or the contract point was passed.</summary>
    public async Task<PhaseReport> RollBackAsync(Phase phase, CancellationToken cancellationToken)
    {
        if (Refusal(phase) is { } refusal) return new PhaseReport(phase, PhaseStatus.Refused, [], [refusal], null);

        var undone = ImmutableArray.CreateBuilder<(Step, StepResult)>();
        foreach (var step in phase.Steps.Reverse())
        {
            if (session.Ledger.RunsOf(session.Migration.Id, phase.Id, step.Header.Id) is not [var entry, .. var earlier]) continue;
            var result = await UndoAsync(phase, step, entry, cancellationToken);
            foreach (var run in earlier.Where(r => r.Undo is not null))
            {
                if (result.GoesOn) result = await UndoAsync(phase, step, run, cancellationToken);
            }

            undone.Add((step, result));
            if (!result.GoesOn)
            {
                var stopped = Descriptors.StepStopped.Anywhere(step.Header.Id, "could not be taken back", result.Summary, phase.Id);
                return new PhaseReport(phase, PhaseStatus.Stopped, undone.ToImmutable(), [stopped, .. result.Diagnostics], null);
            }

            session.Ledger.Append(LedgerEvent.StepUndone, session.Migration.Id, phase.Id, step.Header.Id, result.Summary, result.Outcome, result.Evidence, entry.Operation);
        }

        session.Ledger.Append(LedgerEvent.PhaseUndone, session.Migration.Id, phase.Id, null, phase.Title);
        return new PhaseReport(phase, PhaseStatus.RolledBack, undone.ToImmutable(), [], null);
    }

    private Diagnostic? Refusal(Phase phase)
    {
        if (session.ProgressOf(phase) == PhaseProgress.NotBegun) return Descriptors.NothingToDo.Anywhere($"phase '{phase.Id}' was not applied, so there is nothing to take back");
        var begun = session.Ledger.CurrentRun(session.Migration.Id, phase.Id)[0].Sequence;
        foreach (var later in session.Migration.Phases.SkipWhile(p => p.Id != phase.Id).Skip(1).Where(p => p.StandsOn(phase)))
        {
            // A later phase stands on the run that was there when it began, not on one that came after it.
            if (session.Ledger.CurrentRun(session.Migration.Id, later.Id) is [.., var last] && last.Sequence > begun) return Descriptors.LaterPhaseStands.Anywhere(later.Id, phase.Id);
        }

        if (phase.ContractPoint is { } contract && session.Ledger.LastOf(session.Migration.Id, phase.Id, contract.Header.Id) is not null)
            return Descriptors.BehindContract.Anywhere(phase.Id, contract.Header.Id);
        return new PhaseGate(session).Engine(phase) ?? HalfApplied(phase) ?? ChangedFile(phase);
    }

    // Nobody knows what a run did whose process died before it could say so.
    private Diagnostic? HalfApplied(Phase phase) => phase.Steps
        .Where(s => s.ChangesResources && session.Ledger.RunsOf(session.Migration.Id, phase.Id, s.Header.Id).Any(r => r is { Event: LedgerEvent.StepBegun, Undo: null }))
        .Select(s => Descriptors.ApplyUnfinished.Anywhere(phase.Id, s.Header.Id))
        .FirstOrDefault(_ => !session.Engines.RehearsesUndo);

    // All journals are looked at before the first is played back, so that a refusal leaves everything as it is.
    private Diagnostic? ChangedFile(Phase phase)
    {
        var later = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in phase.Steps.Reverse())
        {
            if (session.Ledger.LastOf(session.Migration.Id, phase.Id, step.Header.Id)?.Operation is not { } operation) continue;
            foreach (var (entry, state) in session.Journal.Inspect(operation))
            {
                // A file that a later step of this phase changed too is judged by that step.
                if (later.Add(entry.Path) && state == JournalState.Foreign) return Descriptors.FileChangedSince.At(Text.RepoPath.Parse(entry.Path), "rollback");
            }
        }

        return null;
    }

    private async Task<StepResult> UndoAsync(Phase phase, Step step, LedgerEntry entry, CancellationToken cancellationToken)
    {
        session.Progress($"{step.Header.Id}: taking back");
        try
        {
            // A rewrite whose process died left no word about undoing, but its journal.
            if (entry.Undo is null && entry.Operation is { } operation && session.Journal.Knows(operation))
                return StepResult.Succeeded($"{session.Workspace.Undo(operation).Count} files have their earlier bytes again");
            return entry.Undo is { } undo
                ? await step.UndoAsync(session.ContextFor(phase, entry.Operation ?? "rollback"), undo, cancellationToken)
                : StepResult.Succeeded(step.IrreversibleBecause is { } why && entry.Outcome == StepOutcome.Succeeded ? $"not undone: {why}" : "nothing to undo");
        }
        catch (WorkspaceException refused)
        {
            return StepResult.Failed(refused.Diagnostic);
        }
    }
}
