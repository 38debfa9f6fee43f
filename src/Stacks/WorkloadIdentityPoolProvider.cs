using Rewriter.Deployment;

namespace Stacks;

/// <summary>A provider of identities from GitHub Actions.</summary>
public sealed record WorkloadIdentityPoolProvider : StackResource
{
    /// <summary>The name of the pool.</summary>
    public required string PoolId { get; init; }

    /// <summary>The name.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Who is let in.</summary>
    public required string AttributeCondition { get; init; }

    /// <inheritdoc/>
    public override string Type => ResourceTypes.WorkloadIdentityPoolProvider;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) => StackMap.Of(
        ("workloadIdentityPoolId", PoolId),
        ("workloadIdentityPoolProviderId", ProviderId),
        ("project", project),
        ("attributeCondition", AttributeCondition),
        ("attributeMapping", StackValue.Map(("attribute.repository", "assertion.repository"), ("google.subject", "assertion.sub"))),
        ("oidc", StackValue.Map(("issuerUri", "https://token.actions.githubusercontent.com"))));
}
