using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>
/// Takes a phase back: the parts of its rollback in their declared order, then everything else, the last step first. The
/// caller holds the repository's lock.
/// </summary>
/// <param name="session">The migration and what it works on.</param>
public sealed class PhaseRollback(MigrationSession session)
{
    private readonly ImmutableArray<(Step Step, StepResult Result)>.Builder _done = ImmutableArray.CreateBuilder<(Step, StepResult)>();

    /// <summary>Takes a phase back; refuses, and changes nothing, where a file was changed since or the contract point was passed.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <param name="by">Who takes it back; null where no person does.</param>
    /// <param name="because">Why; null where nobody says.</param>
    public async Task<PhaseReport> RollBackAsync(Phase phase, CancellationToken cancellationToken, string? by = null, string? because = null)
    {
        var refusals = Refusals(phase).ToImmutableArray();
        if (!refusals.IsEmpty) return new PhaseReport(phase, PhaseStatus.Refused, [], refusals, null);
        if (await ChangedOutsideAsync(phase, cancellationToken) is { } changed) return new PhaseReport(phase, PhaseStatus.Refused, [], [changed], null);

        foreach (var part in phase.Rollback)
        {
            foreach (var step in part.Undo.Select(id => phase.Steps.First(s => s.Header.Id == id)))
            {
                if (await TakeBackAsync(phase, step, cancellationToken) is { } stopped) return stopped;
            }

            foreach (var step in part.Steps)
            {
                if (await RunAsync(phase, step, cancellationToken) is { } stopped) return stopped;
            }
        }

        foreach (var step in phase.Steps.Reverse())
        {
            if (await TakeBackAsync(phase, step, cancellationToken) is { } stopped) return stopped;
        }

        session.Ledger.Append(LedgerEvent.PhaseUndone, session.Migration.Id, phase.Id, null, session.Secrets.Mask(phase.Title), evidence: because is null ? [] : [session.Secrets.Mask(because)], by: by);
        return new PhaseReport(phase, PhaseStatus.RolledBack, _done.ToImmutable(), [.. _done.Where(d => d.Result.GoesOn).SelectMany(d => d.Result.Diagnostics)], null);
    }

    // The report that ends the rollback where a step cannot be taken back; otherwise null.
    private async Task<PhaseReport?> TakeBackAsync(Phase phase, Step step, CancellationToken cancellationToken)
    {
        if (session.Ledger.RunsOf(session.Migration.Id, phase.Id, step.Header.Id) is not [var entry, .. var earlier]) return null;
        var result = step.Header.Rollback == RollbackPolicy.Keep ? StepResult.Succeeded("stays as it is: 'rollback: keep'") : await UndoAsync(phase, step, entry, cancellationToken);
        foreach (var run in step.Header.Rollback == RollbackPolicy.Keep ? [] : earlier.Where(r => r.Undo is not null && !(step.UndoCoversEarlierRuns && entry.Undo is not null)))
        {
            if (result.GoesOn) result = await UndoAsync(phase, step, run, cancellationToken);
        }

        result = session.Secrets.Mask(result);
        _done.Add((step, result));
        if (!result.GoesOn) return Stopped(phase, step, result, "could not be taken back");
        session.Ledger.Append(LedgerEvent.StepUndone, session.Migration.Id, phase.Id, step.Header.Id, result.Summary, result.Outcome, result.Evidence, entry.Operation);
        return null;
    }

    // A step that only a rollback runs; one that ended well in an earlier try of the rollback is not run again.
    private async Task<PhaseReport?> RunAsync(Phase phase, Step step, CancellationToken cancellationToken)
    {
        if (session.Ledger.IsDone(session.Migration.Id, phase.Id, step.Header.Id)) return null;
        var runner = new StepRunner(session);
        var result = StepConditions.SkipReason(step, session.Settings) is { } skip
            ? runner.End(phase, step, null, new StepResult(StepOutcome.Skipped, skip))
            : await runner.RunAsync(phase, step, c => c with { ApprovalDigest = ApprovalDigests.OfRollback(session, phase) }, cancellationToken);
        _done.Add((step, result));
        if (result.GoesOn || (result.IsFailure && step.Header.OnFailure == FailurePolicy.Continue)) return null;
        return result.Outcome == StepOutcome.Waiting ? new PhaseReport(phase, PhaseStatus.Waiting, _done.ToImmutable(), [], null) : Stopped(phase, step, result, "failed");
    }

    private PhaseReport Stopped(Phase phase, Step step, StepResult result, string what)
    {
        var cause = result.Outcome == StepOutcome.Inconclusive
            ? Descriptors.StepInconclusive.Anywhere(step.Header.Id, result.Summary, phase.Id)
            : Descriptors.StepStopped.Anywhere(step.Header.Id, what, result.Summary, phase.Id);
        return new PhaseReport(phase, result.Outcome == StepOutcome.Inconclusive ? PhaseStatus.Inconclusive : PhaseStatus.Stopped, _done.ToImmutable(), [cause, .. result.Diagnostics], null);
    }

    private IEnumerable<Diagnostic> Refusals(Phase phase)
    {
        if (Refusal(phase) is { } refusal) return [refusal];
        var written = new WrittenFiles(session);
        if (new RollbackOrder(session.Migration, phase, s => written.Of(phase, s)).Problems().ToList() is { Count: > 0 } unsafeOrder) return unsafeOrder;
        var began = phase.Steps.Where(s => s.Header.Rollback == RollbackPolicy.Undo && session.Ledger.RunsOf(session.Migration.Id, phase.Id, s.Header.Id).Any(r => r.Undo is not null));
        var only = phase.Rollback.SelectMany(r => r.Steps).Where(s => StepConditions.SkipReason(s, session.Settings) is null && !session.Ledger.IsDone(session.Migration.Id, phase.Id, s.Header.Id));
        return new PhaseGate(session).Commands(began.SelectMany(s => s.UndoCommands.Select(c => (s, c))).Concat(only.SelectMany(s => s.Commands.Select(c => (s, c)))));
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
        return new PhaseGate(session).Engine(phase) ?? ChangedFile(phase);
    }

    // All journals are looked at before the first is played back, so that a refusal leaves everything as it is.
    private Diagnostic? ChangedFile(Phase phase)
    {
        var later = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in phase.Steps.Reverse().Where(s => s.Header.Rollback == RollbackPolicy.Undo))
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

    // Each step is looked at before the first is taken back, so that a refusal leaves everything as it is. Of what a step
    // that goes first changed too, nothing can be said yet.
    private async Task<Diagnostic?> ChangedOutsideAsync(Phase phase, CancellationToken cancellationToken)
    {
        var changedLater = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in phase.UndoOrder.Where(s => s.Header.Rollback == RollbackPolicy.Undo))
        {
            var runs = session.Ledger.RunsOf(session.Migration.Id, phase.Id, step.Header.Id).Where(r => r.Undo is not null).ToList();
            if (runs.Count == 0) continue;
            if (await step.UndoProblemAsync(session.ContextFor(phase, runs[0].Operation ?? "rollback"), runs[0].Undo!.Value, changedLater, cancellationToken) is { } problem)
                return problem.Diagnostics.FirstOrDefault() ?? Descriptors.StepStopped.Anywhere(step.Header.Id, "cannot be taken back", problem.Summary, phase.Id);
            changedLater.UnionWith(runs.SelectMany(r => step.UndoSubjects(r.Undo!.Value)));
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
            var context = session.ContextFor(phase, entry.Operation ?? "rollback");
            return entry.Undo is { } undo
                ? await StepAttempts.WithinAsync(step, context, token => step.UndoAsync(context, undo, token), null, cancellationToken)
                : StepResult.Succeeded(step.IrreversibleBecause is { } why && entry.Outcome == StepOutcome.Succeeded ? $"not undone: {why}" : "nothing to undo");
        }
        catch (WorkspaceException refused)
        {
            return StepResult.Failed(refused.Diagnostic);
        }
    }
}
