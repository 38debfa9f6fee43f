using Rewriter.Deployment;

namespace Stacks;

/// <summary>A pool of identities from outside.</summary>
public sealed record WorkloadIdentityPool : StackResource
{
    /// <summary>The name.</summary>
    public required string PoolId { get; init; }

    /// <summary>The name for people.</summary>
    public required string DisplayName { get; init; }

    /// <inheritdoc/>
    public override string Type => ResourceTypes.WorkloadIdentityPool;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) =>
        StackMap.Of(("workloadIdentityPoolId", PoolId), ("displayName", DisplayName), ("project", project));
}
