using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>
/// Carries out a phase: checks everything first, then runs step by step, each recorded in the ledger before it acts and
/// after. The caller holds the repository's lock.
/// </summary>
/// <param name="session">The migration and what it works on.</param>
public sealed class PhaseRunner(MigrationSession session)
{
    private readonly PhaseGate _gate = new(session);

    /// <summary>Applies a phase, or goes on with one that was begun.</summary>
    public async Task<PhaseReport> ApplyAsync(Phase phase, ApplyOptions options, CancellationToken cancellationToken)
    {
        if (session.ProgressOf(phase) == PhaseProgress.Done && !phase.IsRepeatable) return new PhaseReport(phase, PhaseStatus.AlreadyDone, [], [], null);
        if (_gate.Order(phase) is { } order) return new PhaseReport(phase, PhaseStatus.Refused, [], [order], null);
        if (session.ProgressOf(phase) == PhaseProgress.Begun && _gate.Engine(phase) is { } other) return new PhaseReport(phase, PhaseStatus.Refused, [], [other], null);
        var changed = _gate.ChangedSteps(phase).ToImmutableArray();
        if (!changed.IsEmpty) return new PhaseReport(phase, PhaseStatus.Refused, [], changed, null);
        if (TakeBackHalfWritten(phase) is { } foreign) return new PhaseReport(phase, PhaseStatus.Refused, [], [foreign], null);

        var plan = await new PhasePlanner(session).PlanAsync(phase, options.IncludeReview, cancellationToken);
        var problems = _gate.Plan(plan, options);
        if (!problems.IsEmpty) return new PhaseReport(phase, PhaseStatus.Refused, [], problems, plan);
        if (plan.ChangesResources && session.Engines.TouchesOutside && options.Consent?.Invoke(plan) is { } refused) return new PhaseReport(phase, PhaseStatus.Refused, [], [refused], plan);

        if (session.ProgressOf(phase) != PhaseProgress.Begun) Record(LedgerEvent.PhaseBegun, phase, null, phase.Title, digest: plan.Binding.Digest, engine: session.Engines.Id);
        foreach (var overridden in plan.Blockers) Record(LedgerEvent.Overridden, phase, null, $"{overridden.Id} {overridden.Subject}: {options.Overrides[overridden.Id]}");
        return await RunAsync(phase, plan, options, cancellationToken);
    }

    private async Task<PhaseReport> RunAsync(Phase phase, PhasePlan plan, ApplyOptions options, CancellationToken cancellationToken)
    {
        var ran = ImmutableArray.CreateBuilder<(Step, StepResult)>();
        var diagnostics = plan.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Error).ToImmutableArray();
        foreach (var step in phase.Steps)
        {
            if (session.Ledger.IsDone(session.Migration.Id, phase.Id, step.Header.Id)) continue;
            var result = await RunStepAsync(phase, step, options, cancellationToken);
            ran.Add((step, result));
            if (result.GoesOn || step.Header.OnFailure == FailurePolicy.Continue) continue;
            if (result.Outcome == StepOutcome.Waiting) return new PhaseReport(phase, PhaseStatus.Waiting, ran.ToImmutable(), diagnostics, plan);

            // Where the step said what is wrong, that follows; it is not said twice.
            var cause = result.Diagnostics.IsEmpty ? result.Summary : "see below";
            var stopped = Descriptors.StepStopped.Anywhere(step.Header.Id, Word(result.Outcome), cause, phase.Id);
            if (step.Header.OnFailure != FailurePolicy.Rollback) return new PhaseReport(phase, PhaseStatus.Stopped, ran.ToImmutable(), [stopped, .. result.Diagnostics], plan);
            var back = await new PhaseRollback(session).RollBackAsync(phase, cancellationToken);
            return back with { Steps = [.. ran, .. back.Steps], Diagnostics = [stopped, .. back.Diagnostics], Plan = plan };
        }

        Record(LedgerEvent.PhaseDone, phase, null, phase.Title);
        return new PhaseReport(phase, PhaseStatus.Done, ran.ToImmutable(), diagnostics, plan);
    }

    private async Task<StepResult> RunStepAsync(Phase phase, Step step, ApplyOptions options, CancellationToken cancellationToken)
    {
        if (step.Header.Needs.FirstOrDefault(n => !session.Ledger.IsDone(session.Migration.Id, phase.Id, n)) is { } missing) return End(phase, step, null, StepConditions.NeedMissing(missing));
        if (StepConditions.SkipReason(step, session.Settings) is { } skip) return End(phase, step, null, new StepResult(StepOutcome.Skipped, skip));
        if (step.Header.IsContract && !options.ThroughContract)
            return new StepResult(StepOutcome.Waiting, $"behind '{step.Header.Id}' there is no way back: look at the result, then go on with 'rewrite resume --contract'");

        var operation = string.Create(CultureInfo.InvariantCulture, $"{session.Ledger.Entries.Length + 1:0000}-{phase.Id}-{step.Header.Id}");
        var context = Context(phase, step, operation, options);
        var undo = step.IsRehearsed && (session.Engines.RehearsesUndo || !step.ChangesResources) ? await RehearseAsync(step, context, cancellationToken) : null;
        Record(LedgerEvent.StepBegun, phase, step, step.Header.Title, operation: operation, digest: step.Header.Digest, undo: undo);
        session.Progress($"{step.Header.Id}: {step.Header.Title}");
        return End(phase, step, operation, await TryAsync(step, context, cancellationToken));
    }

    // What the step will leave to be undone, should the process die before the step can say so itself.
    private async Task<JsonElement?> RehearseAsync(Step step, StepContext context, CancellationToken cancellationToken)
    {
        var (engine, cloud) = session.Engines.Simulation(new OverlayWorkspace(session.Workspace));
        var result = await OnceAsync(step, context with { Engine = engine, Cloud = cloud, IsSimulation = true, Progress = static _ => { }, Remember = static (_, _) => { } }, cancellationToken);
        return result.Undo;
    }

    private static async Task<StepResult> TryAsync(Step step, StepContext context, CancellationToken cancellationToken)
    {
        var attempts = step.KeepsTime ? 1 : step.Header.Attempts;
        for (var attempt = 1; ; attempt++)
        {
            var result = await OnceAsync(step, context, cancellationToken);
            if (result.GoesOn || attempt >= attempts || result.Outcome is StepOutcome.Waiting || result.Undo is not null) return result;
            context.Progress($"{step.Header.Id}: attempt {attempt} of {attempts}: {result.Summary}");
            await Task.Delay(step.Header.Backoff * Math.Pow(2, attempt - 1), context.Time, cancellationToken);
        }
    }

    private static async Task<StepResult> OnceAsync(Step step, StepContext context, CancellationToken cancellationToken)
    {
        var timeout = step.KeepsTime ? null : step.Header.Timeout;
        using var clock = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await step.RunAsync(context, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new StepResult(StepOutcome.Inconclusive, $"no answer within {step.Header.Timeout}");
        }
        catch (WorkspaceException failure)
        {
            return StepResult.Failed(failure.Diagnostic) with { Outcome = StepOutcome.Errored };
        }
    }

    private StepContext Context(Phase phase, Step step, string operation, ApplyOptions options) => session.ContextFor(phase, operation) with
    {
        IncludeReview = options.IncludeReview,
        Remembered = session.Ledger.NotesOf(session.Migration.Id, phase.Id, step.Header.Id),
        Remember = (name, value) => session.Ledger.Append(
            LedgerEvent.StepNoted, session.Migration.Id, phase.Id, step.Header.Id, $"{name} {value}", operation: operation, outputs: ImmutableSortedDictionary<string, string>.Empty.Add(name, value)),
    };

    /// <summary>A rewrite whose process died is taken back first, so that its step begins from whole files.</summary>
    private Diagnostic? TakeBackHalfWritten(Phase phase)
    {
        foreach (var step in phase.Steps)
        {
            if (session.Ledger.LastOf(session.Migration.Id, phase.Id, step.Header.Id) is not { Event: LedgerEvent.StepBegun, Operation: { } operation }) continue;
            if (!session.Journal.Knows(operation)) continue;
            try
            {
                session.Workspace.Undo(operation);
            }
            catch (WorkspaceException foreign)
            {
                return foreign.Diagnostic;
            }
        }

        return null;
    }

    private StepResult End(Phase phase, Step step, string? operation, StepResult result)
    {
        session.Ledger.Append(LedgerEvent.StepEnded, session.Migration.Id, phase.Id, step.Header.Id, result.Summary, result.Outcome, result.Evidence, operation, step.Header.Digest, result.Undo, outputs: result.Outputs);
        return result;
    }

    private void Record(LedgerEvent what, Phase phase, Step? step, string summary, string? operation = null, string? digest = null, JsonElement? undo = null, string? engine = null) =>
        session.Ledger.Append(what, session.Migration.Id, phase.Id, step?.Header.Id, summary, operation: operation, digest: digest, undo: undo, engine: engine);

    private static string Word(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Inconclusive => "is inconclusive",
        StepOutcome.Errored => "could not be tried",
        _ => "failed",
    };
}
