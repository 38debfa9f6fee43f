using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Planning;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Shifts traffic from the old one to the new one in stages, with rests and checks between them. A check that fails brings
/// back exactly the split that was there before. The rests count over processes: <c>resume</c> goes on.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Driver">How the shares are set.</param>
/// <param name="Stages">The shares of the new one, in order; the last is where it stays.</param>
/// <param name="Hold">How long each stage but the last stands before the next.</param>
/// <param name="Checks">What must be well at the end of each stage.</param>
public sealed record ShiftTrafficStep(StepHeader Header, TrafficDriver Driver, ImmutableArray<int> Stages, TimeSpan Hold, ImmutableArray<Step> Checks) : Step(Header)
{
    // So short a rest is not worth a second command.
    private static readonly TimeSpan SleptThrough = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override bool ActsOnCloud => Driver is EngineTraffic;

    /// <inheritdoc/>
    public override bool UndoCoversEarlierRuns => true;

    /// <inheritdoc/>
    public override ImmutableArray<CommandLine> Commands => [.. Driver.Commands, .. Checks.SelectMany(c => c.Commands)];

    /// <inheritdoc/>
    public override ImmutableArray<CommandLine> UndoCommands => Driver.Commands;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var at = TrafficProgress.LastOf(context.Run, Header.Id) ?? new TrafficProgress(null, -1, context.Time.GetUtcNow());
        var begun = at;
        while (true)
        {
            if (at.Stage >= 0 && !context.IsSimulation)
            {
                if (await RestAsync(context, at, cancellationToken) is { } waits) return waits;
                if (await CheckAsync(context, at, cancellationToken) is { } bad) return bad;
            }

            if (at.Stage + 1 == Stages.Length) break;
            var (before, failure) = await Driver.SetAsync(context, Header, Stages[at.Stage + 1], at.Stage + 1, cancellationToken);

            // A stage that failed halfway has to be undone, and is not reached: the next run sets it again.
            at = at with { Before = at.Before ?? before };
            if (failure is not null) return failure with { Undo = at.Before is null ? null : at.ToJson() };
            at = at with { Stage = at.Stage + 1, Since = context.Time.GetUtcNow() };
            context.Progress($"{Driver.Name}: {Stages[at.Stage]} % on the new one");
        }

        // A rehearsal tells what was there before, and not that stages were reached.
        var undo = context.IsSimulation ? at with { Stage = begun.Stage, Since = begun.Since } : at;
        return StepResult.Succeeded($"{Driver.Tell(at.Before, Stages[^1])}{(Hold > TimeSpan.Zero ? $", in {Stages.Length} stages, {WaitStep.Text(Hold)} between" : string.Empty)}") with { Undo = undo.ToJson() };
    }

    /// <inheritdoc/>
    public override async Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) =>
        TrafficProgress.Of(undo)?.Before is { } before ? await Driver.RestoreAsync(context, Header, before, Stages, cancellationToken) : StepResult.Succeeded("no share was changed");

    /// <inheritdoc/>
    public override IEnumerable<string> UndoSubjects(JsonElement undo) => [$"the traffic of {Driver.Name}"];

    /// <inheritdoc/>
    public override async Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken) =>
        TrafficProgress.Of(undo)?.Before is { } before && !UndoSubjects(undo).Any(changedLater.Contains) ? await Driver.RestoreProblemAsync(context, Header, before, Stages, cancellationToken) : null;

    // The last stage stays; it needs no rest.
    private async Task<StepResult?> RestAsync(StepContext context, TrafficProgress at, CancellationToken cancellationToken)
    {
        var (now, end) = (context.Time.GetUtcNow(), at.Since + Hold);
        if (at.Stage + 1 == Stages.Length || now >= end) return null;
        if (end - now > SleptThrough) return new StepResult(StepOutcome.Waiting, $"{Driver.Name}: {Stages[at.Stage]} % on the new one until {WaitStep.Text(end)}, another {WaitStep.Text(end - now)}") { Undo = at.ToJson() };
        await Task.Delay(end - now, context.Time, cancellationToken);
        return null;
    }

    private async Task<StepResult?> CheckAsync(StepContext context, TrafficProgress at, CancellationToken cancellationToken)
    {
        foreach (var check in Checks)
        {
            if (StepConditions.SkipReason(check, context.Settings) is not null) continue;
            var result = await StepAttempts.RunAsync(check, context, cancellationToken);
            if (result.GoesOn) continue;
            if (result.Outcome != StepOutcome.Failed) return result with { Summary = $"at {Stages[at.Stage]} %: {check.Header.Id}: {result.Summary}", Undo = at.ToJson() };

            var back = at.Before is null ? StepResult.Succeeded("nothing to bring back") : await Driver.RestoreAsync(context, Header, at.Before, Stages, CancellationToken.None);
            var summary = $"at {Stages[at.Stage]} %: {check.Header.Id}: {result.Summary}; {(back.GoesOn ? back.Summary : $"and the split could not be brought back: {back.Summary}")}";
            return result with { Summary = summary, Diagnostics = [.. result.Diagnostics, .. back.Diagnostics], Undo = back.GoesOn ? null : at.ToJson() };
        }

        return null;
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("shift-traffic", ShiftTrafficReader.Read);
}
