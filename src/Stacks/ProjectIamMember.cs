using Rewriter.Deployment;

namespace Stacks;

/// <summary>Somebody who has a role in the project.</summary>
public sealed record ProjectIamMember : StackResource
{
    /// <summary>Who.</summary>
    public required string Member { get; init; }

    /// <summary>The role.</summary>
    public required string IamRole { get; init; }

    /// <inheritdoc/>
    public override string Type => ResourceTypes.ProjectIamMember;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) => StackMap.Of(("project", project), ("role", IamRole), ("member", Member));
}
