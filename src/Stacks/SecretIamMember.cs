using Rewriter.Deployment;

namespace Stacks;

/// <summary>Somebody who may use a secret.</summary>
public sealed record SecretIamMember : StackResource
{
    /// <summary>The secret's name.</summary>
    public required string SecretId { get; init; }

    /// <summary>Who: <c>serviceAccount:…</c>.</summary>
    public required string Member { get; init; }

    /// <summary>What they may do.</summary>
    public string IamRole { get; init; } = "roles/secretmanager.secretAccessor";

    /// <inheritdoc/>
    public override string Type => ResourceTypes.SecretIamMember;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) =>
        StackMap.Of(("secretId", SecretId), ("project", project), ("role", IamRole), ("member", Member));
}
