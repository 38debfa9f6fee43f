using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What came of an engine's work.</summary>
public sealed record DeploymentOutcome
{
    /// <summary>How it ended.</summary>
    public required DeploymentStatus Status { get; init; }

    /// <summary>Why it did not succeed; null where it did.</summary>
    public DeploymentFailure? Failure { get; init; }

    /// <summary>The changes that were made, in their order; without those that do nothing.</summary>
    public ImmutableArray<ResourceChange> Applied { get; init; } = [];

    /// <summary>The state's lineage after the work.</summary>
    public string Lineage { get; init; } = string.Empty;

    /// <summary>The state's serial after the work.</summary>
    public long Serial { get; init; }

    /// <summary>
    /// For a rollback of an apply whose process died: addresses whose object was to be made and is in no state. One that was
    /// being made at that moment exists nevertheless, and nobody can tell.
    /// </summary>
    public ImmutableArray<string> Unknown { get; init; } = [];

    /// <summary>How to undo what was done; null where nothing was.</summary>
    public DeploymentCheckpoint? Checkpoint { get; init; }

    /// <summary>Nothing was done.</summary>
    /// <param name="failure">Why, and what to do.</param>
    /// <param name="state">The state as it is; null where there is none.</param>
    public static DeploymentOutcome Refused(DeploymentFailure failure, EngineState? state = null) => new()
    {
        Status = DeploymentStatus.Refused, Failure = failure, Lineage = state?.Lineage ?? string.Empty, Serial = state?.Serial ?? 0,
    };
}
