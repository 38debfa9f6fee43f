using System.Collections.Immutable;
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
    private readonly StepRunner _steps = new(session);

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

        if (session.ProgressOf(phase) != PhaseProgress.Begun) Record(LedgerEvent.PhaseBegun, phase, phase.Title, plan.Binding.Digest, session.OpenSettings, session.Engines.Id);
        foreach (var overridden in plan.Blockers) Record(LedgerEvent.Overridden, phase, $"{overridden.Id} {overridden.Subject}: {options.Overrides[overridden.Id]}");
        return await RunAsync(phase, plan, options, cancellationToken);
    }

    private async Task<PhaseReport> RunAsync(Phase phase, PhasePlan plan, ApplyOptions options, CancellationToken cancellationToken)
    {
        var ran = ImmutableArray.CreateBuilder<(Step, StepResult)>();
        var diagnostics = plan.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Error).ToImmutableArray();
        foreach (var step in phase.Steps.Where(s => !session.Ledger.IsDone(session.Migration.Id, phase.Id, s.Header.Id)))
        {
            var result = await RunStepAsync(phase, step, plan, options, cancellationToken);
            ran.Add((step, result));
            if (result.GoesOn && OtherOutput(step, result, plan, options) is { } other) return new PhaseReport(phase, PhaseStatus.Stopped, ran.ToImmutable(), [other], plan);
            if (result.GoesOn || (result.IsFailure && step.Header.OnFailure == FailurePolicy.Continue)) continue;
            if (result.Outcome == StepOutcome.Waiting) return new PhaseReport(phase, PhaseStatus.Waiting, ran.ToImmutable(), diagnostics, plan);
            if (result.Outcome == StepOutcome.Inconclusive) return new PhaseReport(phase, PhaseStatus.Inconclusive, ran.ToImmutable(), [Descriptors.StepInconclusive.Anywhere(step.Header.Id, result.Summary, phase.Id), .. result.Diagnostics], plan);

            // Where the step said what is wrong, that follows; it is not said twice.
            var cause = result.Diagnostics.IsEmpty ? result.Summary : "see below";
            var stopped = Descriptors.StepStopped.Anywhere(step.Header.Id, Word(result.Outcome), cause, phase.Id);
            if (step.Header.OnFailure != FailurePolicy.Rollback) return new PhaseReport(phase, PhaseStatus.Stopped, ran.ToImmutable(), [stopped, .. result.Diagnostics], plan);
            var back = await new PhaseRollback(session).RollBackAsync(phase, cancellationToken, because: $"step '{step.Header.Id}' {Word(result.Outcome)}: {result.Summary}");
            return back with { Steps = [.. ran, .. back.Steps], Diagnostics = [stopped, .. result.Diagnostics, .. back.Diagnostics], Plan = plan };
        }

        Record(LedgerEvent.PhaseDone, phase, phase.Title);
        return new PhaseReport(phase, PhaseStatus.Done, ran.ToImmutable(), diagnostics, plan);
    }

    private async Task<StepResult> RunStepAsync(Phase phase, Step step, PhasePlan plan, ApplyOptions options, CancellationToken cancellationToken)
    {
        if (step.Header.Needs.FirstOrDefault(n => !session.Ledger.IsDone(session.Migration.Id, phase.Id, n)) is { } missing) return _steps.End(phase, step, null, StepConditions.NeedMissing(missing));
        if (StepConditions.SkipReason(step, session.Settings) is { } skip) return _steps.End(phase, step, null, new StepResult(StepOutcome.Skipped, skip));
        if (step.Header.IsContract && !options.ThroughContract)
            return new StepResult(StepOutcome.Waiting, $"behind '{step.Header.Id}' there is no way back: look at the result, then go on with 'rewrite resume --contract'");
        var digest = plan.Approvals.GetValueOrDefault(step.Header.Id) ?? string.Empty;
        return await _steps.RunAsync(phase, step, c => c with { IncludeReview = options.IncludeReview, ApprovalDigest = digest }, cancellationToken);
    }

    // Where a person agreed to a plan, steps behind must not go on with another value than the one that was looked at.
    private static Diagnostic? OtherOutput(Step step, StepResult result, PhasePlan plan, ApplyOptions options)
    {
        var agreed = options.Plan ?? (options.AgreedDigest is null ? null : plan.Binding);
        foreach (var (name, value) in agreed is null ? ImmutableSortedDictionary<string, string>.Empty : result.Outputs)
        {
            if (agreed!.Outputs.TryGetValue(SettingValues.OutputName(step.Header.Id, name), out var planned) && planned != value)
                return Descriptors.OutputDiffers.Anywhere(step.Header.Id, name, value, planned, plan.Phase.Id);
        }

        return null;
    }

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

    private void Record(LedgerEvent what, Phase phase, string summary, string? digest = null, ImmutableSortedDictionary<string, string>? settings = null, string? engine = null) =>
        session.Ledger.Append(what, session.Migration.Id, phase.Id, null, session.Secrets.Mask(summary), digest: digest, settings: settings, engine: engine);

    private static string Word(StepOutcome outcome) => outcome == StepOutcome.Errored ? "could not be tried" : "failed";
}
