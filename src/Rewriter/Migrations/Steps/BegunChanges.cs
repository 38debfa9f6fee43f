using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Migrations.Steps;

/// <summary>What earlier runs of a step that applies did, or planned before their process died.</summary>
internal static class BegunChanges
{
    /// <summary>The changes, those of the first run first: it knew all that was to be done. A run that was taken back has not begun.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="step">The step's id.</param>
    public static ImmutableArray<ResourceChange> Of(StepContext context, string step) =>
    [
        .. context.Run.Where(e => e.Step == step).Reverse().TakeWhile(e => e.Event != LedgerEvent.StepUndone).Reverse()
            .Select(e => e.Undo).OfType<JsonElement>().SelectMany(u => DeploymentJson.Read<DeploymentCheckpoint>(u).Steps).Select(s => s.Change),
    ];

    /// <summary>The way back from a run; what an earlier one made by halves and this one made anew was not there before the step.</summary>
    /// <param name="checkpoint">What the run did.</param>
    /// <param name="begun">What earlier runs did.</param>
    public static DeploymentCheckpoint Joined(DeploymentCheckpoint checkpoint, ImmutableArray<ResourceChange> begun) =>
        checkpoint with { Steps = [.. checkpoint.Steps.Select(s => IsMadeAnew(s, begun) ? s with { Change = s.Change with { Action = CanonicalAction.Create, Order = ReplaceOrder.None, PhysicalId = null, Before = StackMap.Empty }, StateBefore = null } : s)] };

    // An engine that notes objects of the cloud brings each run's own back.
    private static bool IsMadeAnew(AppliedStep step, ImmutableArray<ResourceChange> begun) =>
        step is { Change.Action: CanonicalAction.Replace, CloudBefore.IsEmpty: true, CloudAfter.IsEmpty: true } && begun.Any(b => b.Action == CanonicalAction.Create && b.Address == step.Change.Address);
}
