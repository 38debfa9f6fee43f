using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>
/// What of a checkpoint an engine can take back that works on states alone: moves, imports and forgets are entries of a
/// state, and what was created can be destroyed. An update, a replacement or a deletion changed objects; only applying the
/// earlier program brings them back.
/// </summary>
public static class CheckpointReview
{
    /// <summary>Why an apply cannot be taken back as a whole; null where it can.</summary>
    /// <param name="checkpoint">What the apply did.</param>
    /// <param name="engine">The id of the engine that is asked.</param>
    /// <param name="now">The state as it is; null where there is none.</param>
    /// <param name="then">The state before the apply; null where there was none.</param>
    /// <param name="mayDestroy">Whether a person agreed that created objects are destroyed.</param>
    /// <param name="mayDestroyUpdated">Whether that was agreed to also for those that somebody has updated since.</param>
    public static string? Refusal(DeploymentCheckpoint checkpoint, string engine, EngineState? now, EngineState? then, bool mayDestroy, bool mayDestroyUpdated)
    {
        if (checkpoint.Engine != engine) return $"the engine '{checkpoint.Engine}' did it and alone can undo it";
        if (now is null || now.Lineage != checkpoint.Lineage) return $"the state '{checkpoint.StateKey}' is another one now (lineage {now?.Lineage ?? "none"}, not {checkpoint.Lineage})";
        if (checkpoint.Steps.FirstOrDefault(ChangesObject)?.Change is { } changed)
            return $"the object of '{changed.Address}' was changed ({changed.Action}); only applying the earlier configuration brings it back";

        if (checkpoint.Steps.FirstOrDefault(s => !IsUndone(s, now) && !IsApplied(s, now)) is { } foreign)
            return $"'{foreign.Change.Address}' is no longer as the apply left it";

        // Entries of a state are written back as they were, so nobody may have written it since. What was created goes by its
        // address and id, which an update leaves as they are.
        var (begun, onlyCreated) = (checkpoint.Steps.Any(s => IsUndone(s, now)), checkpoint.Steps.All(s => s.Change.Action == CanonicalAction.Create));
        if (!begun && now.Serial != checkpoint.SerialAfter && !(onlyCreated && mayDestroyUpdated))
            return $"the state '{checkpoint.StateKey}' has moved on since (serial {now.Serial}, not {checkpoint.SerialAfter}){(onlyCreated && mayDestroy ? "; 'destroyUpdated: true' in the stack's section agrees to that" : string.Empty)}";
        if (!Untouched(checkpoint, now).SequenceEqual(Untouched(checkpoint, then))) return $"the state '{checkpoint.StateKey}' holds other objects than it did";
        var created = Created(checkpoint, now);
        return created.Length > 0 && !mayDestroy
            ? $"it would destroy {created.Length} objects, to which nobody has agreed yet: {string.Join(", ", created)}"
            : null;
    }

    /// <summary>Whether nothing is left to be taken back.</summary>
    public static bool IsUndone(DeploymentCheckpoint checkpoint, EngineState? now) => checkpoint.Steps.All(s => IsUndone(s, now));

    /// <summary>The addresses of created objects that are still there.</summary>
    public static ImmutableArray<string> Created(DeploymentCheckpoint checkpoint, EngineState? now) =>
        [.. checkpoint.Steps.Where(s => s.Change.Action == CanonicalAction.Create && !IsUndone(s, now)).Select(s => s.Change.Address)];

    /// <summary>The changes that took something back between two states, in their order.</summary>
    public static ImmutableArray<ResourceChange> Undone(DeploymentCheckpoint checkpoint, EngineState? before, EngineState? after) =>
        [.. checkpoint.Steps.Reverse().Where(s => !IsUndone(s, before) && IsUndone(s, after)).Select(Inverse)];

    /// <summary>The change that takes back what a step did.</summary>
    public static ResourceChange Inverse(AppliedStep step)
    {
        var change = step.Change;
        var turned = change with
        {
            PhysicalId = step.StateAfter?.Id ?? change.NewPhysicalId, NewPhysicalId = change.PhysicalId, Before = change.After, After = change.Before,
            Differences = [.. change.Differences.Select(d => d with { Before = d.After, After = d.Before })],
        };
        return change.Action switch
        {
            CanonicalAction.Create => turned with { Action = CanonicalAction.Delete, NewPhysicalId = null, After = StackMap.Empty, Differences = [] },
            CanonicalAction.Delete => turned with { Action = CanonicalAction.Create, PhysicalId = null, Differences = [] },
            CanonicalAction.Move => change with { Address = change.PreviousAddress!, PreviousAddress = change.Address },
            CanonicalAction.Import => change with { Action = CanonicalAction.Forget, After = StackMap.Empty },
            CanonicalAction.Forget => change with { Action = CanonicalAction.Import, After = change.Before },
            _ => turned,
        };
    }

    private static IEnumerable<(string, string)> Untouched(DeploymentCheckpoint checkpoint, EngineState? state)
    {
        var touched = checkpoint.Steps.SelectMany(s => new[] { s.StateBefore?.Address, s.StateAfter?.Address }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return (state?.Resources ?? []).Where(r => !touched.Contains(r.Address)).Select(r => (r.Address, r.Id));
    }

    private static bool IsApplied(AppliedStep step, EngineState? state) =>
        step.StateAfter is { } after ? state?.Find(after.Address)?.Id == after.Id : state?.Find(step.StateBefore!.Address) is null;

    // A successor that was made while its predecessor still stands is not taken away alone: a destroy takes both.
    private static bool ChangesObject(AppliedStep step) => step.Change.Action switch
    {
        CanonicalAction.Update or CanonicalAction.Replace or CanonicalAction.Delete => true,
        CanonicalAction.Import => step.Change.Differences.Length > 0,
        CanonicalAction.Create => step.StateBefore is not null,
        _ => false,
    };

    private static bool IsUndone(AppliedStep step, EngineState? state) =>
        !ChangesObject(step) && (step.StateBefore is { } before
            ? state?.Find(before.Address)?.Id == before.Id && (step.StateAfter is null || step.StateAfter.Address == before.Address || state?.Find(step.StateAfter.Address)?.Id != before.Id)
            : state?.Find(step.Change.Address) is null);
}
