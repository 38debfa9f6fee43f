using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What one apply did, in enough detail to undo it. Written as JSON into the ledger; it holds no secret value.</summary>
public sealed record DeploymentCheckpoint
{
    /// <summary>The engine that did it and alone can undo it.</summary>
    public required string Engine { get; init; }

    /// <summary>The key of the state.</summary>
    public required string StateKey { get; init; }

    /// <summary>The state's lineage.</summary>
    public required string Lineage { get; init; }

    /// <summary>The state's serial before; 0 where there was no state.</summary>
    public long SerialBefore { get; init; }

    /// <summary>The state's serial after; a state that has moved on since is rolled back only where a person agreed to that.</summary>
    public long SerialAfter { get; init; }

    /// <summary>What was done, in its order.</summary>
    public ImmutableArray<AppliedStep> Steps { get; init; } = [];

    /// <summary>
    /// True where this was written before the apply, whose process then died: the steps are what was planned, and only the
    /// states before and now tell which of them were done.
    /// </summary>
    public bool IsIntent { get; init; }

    /// <summary>Where an engine keeps what it needs to go back beyond the steps, such as a backup's name; else null.</summary>
    public string? EngineData { get; init; }
}
