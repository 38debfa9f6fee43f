using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>What an engine would do, and what it looked at.</summary>
public sealed record DeploymentPreview
{
    /// <summary>The id of the engine that made the preview.</summary>
    public required string Engine { get; init; }

    /// <summary>The key of the state.</summary>
    public required string StateKey { get; init; }

    /// <summary>The state's lineage; empty where there is no state yet.</summary>
    public string Lineage { get; init; } = string.Empty;

    /// <summary>The state's serial; 0 where there is no state yet.</summary>
    public long Serial { get; init; }

    /// <summary>How many resources the state held.</summary>
    public int PriorResources { get; init; }

    /// <summary>The changes, in the order in which they would be made.</summary>
    public ImmutableArray<ResourceChange> Changes { get; init; } = [];

    /// <summary>The changes that would fail.</summary>
    public ImmutableArray<DeploymentConflict> Conflicts { get; init; } = [];

    /// <summary>What kept the engine from making a preview; null where it made one.</summary>
    public DeploymentFailure? Failure { get; init; }

    /// <summary>How many resources meet each action.</summary>
    public ChangeCounts Counts => ChangeCounts.Of(Changes);

    /// <summary>SHA-256, in lower-case hexadecimal, of the canonical JSON of everything else in here.</summary>
    [JsonIgnore]
    public string Digest => DeploymentJson.Digest(this);

    /// <summary>Why this may not be applied where another preview was agreed to; null where it may.</summary>
    /// <param name="agreed">The digest of the preview that was agreed to.</param>
    public DeploymentFailure? RefusalFor(string agreed) => Failure
        ?? (Digest != agreed ? Descriptors.PreviewStale.Failure(StateKey, StateKey, agreed, Digest)
        : Conflicts is [var first, ..] ? Descriptors.PreviewConflicts.Failure(first.Address, Conflicts.Length, first.Message) : null);
}
