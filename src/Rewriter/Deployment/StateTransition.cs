using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>A state around an engine's work.</summary>
/// <param name="Engine">The engine's id.</param>
/// <param name="StateKey">The key of the state.</param>
/// <param name="Before">The state before; null where there was none.</param>
/// <param name="After">The state after; null where there is none.</param>
public sealed record StateTransition(string Engine, string StateKey, EngineState? Before, EngineState? After)
{
    private string Lineage => After is { Lineage.Length: > 0 } ? After.Lineage : Before?.Lineage ?? string.Empty;

    /// <summary>What came of the work, with the way back.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="failure">Why it did not succeed; null where it did.</param>
    /// <param name="applied">The changes that were made, in their order.</param>
    /// <param name="engineData">Where the engine keeps what it needs to go back beyond the states; null where it needs nothing.</param>
    public DeploymentOutcome Outcome(DeploymentStatus status, DeploymentFailure? failure, ImmutableArray<ResourceChange> applied, string? engineData) => new()
    {
        Status = status, Failure = failure, Applied = applied, Lineage = Lineage, Serial = After?.Serial ?? 0,
        Checkpoint = applied.IsEmpty ? null : Checkpoint(applied, engineData),
    };

    /// <summary>What would lead back from changes that are about to be made, should the process die before it can tell what it did.</summary>
    /// <param name="planned">The changes, in their order.</param>
    /// <param name="engineData">Where the engine keeps what it needs to go back beyond the states; null where it needs nothing.</param>
    public DeploymentCheckpoint Intent(ImmutableArray<ResourceChange> planned, string? engineData) =>
        Checkpoint([.. planned.Where(c => c.Action != CanonicalAction.NoOp)], engineData) with { IsIntent = true };

    /// <summary>The way back from changes.</summary>
    /// <param name="applied">The changes, in their order.</param>
    /// <param name="engineData">Where the engine keeps what it needs to go back beyond the states; null where it needs nothing.</param>
    public DeploymentCheckpoint Checkpoint(ImmutableArray<ResourceChange> applied, string? engineData) => new()
    {
        Engine = Engine, StateKey = StateKey, Lineage = Lineage, SerialBefore = Before?.Serial ?? 0, SerialAfter = After?.Serial ?? 0, EngineData = engineData,
        Steps = [.. applied.Select(c => new AppliedStep { Change = c, StateBefore = Before?.Find(c.PreviousAddress ?? c.Address), StateAfter = After?.Find(c.Address) })],
    };
}
