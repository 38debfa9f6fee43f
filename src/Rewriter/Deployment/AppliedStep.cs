using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>One change that was made, with what was there before and after.</summary>
public sealed record AppliedStep
{
    /// <summary>The change.</summary>
    public required ResourceChange Change { get; init; }

    /// <summary>The entry of the state before; null where there was none.</summary>
    public ResourceState? StateBefore { get; init; }

    /// <summary>The entry of the state after; null where there is none.</summary>
    public ResourceState? StateAfter { get; init; }

    /// <summary>The objects of the cloud that were changed or deleted, as they were.</summary>
    public ImmutableArray<CloudObject> CloudBefore { get; init; } = [];

    /// <summary>The objects of the cloud that were made or changed, as they are.</summary>
    public ImmutableArray<CloudObject> CloudAfter { get; init; } = [];
}
