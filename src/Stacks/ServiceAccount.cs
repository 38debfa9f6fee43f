using Rewriter.Deployment;

namespace Stacks;

/// <summary>A service account.</summary>
public sealed record ServiceAccount : StackResource
{
    /// <summary>The name: what stands before the <c>@</c>.</summary>
    public required string AccountId { get; init; }

    /// <summary>The name for people.</summary>
    public required string DisplayName { get; init; }

    /// <inheritdoc/>
    public override string Type => ResourceTypes.ServiceAccount;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) => StackMap.Of(("accountId", AccountId), ("displayName", DisplayName), ("project", project));
}
