using Rewriter.Deployment;

namespace Stacks;

/// <summary>A secret: the container of its versions.</summary>
public sealed record Secret : StackResource
{
    /// <summary>The name.</summary>
    public required string SecretId { get; init; }

    /// <summary>Labels.</summary>
    public StackMap Labels { get; init; } = StackMap.Empty;

    /// <inheritdoc/>
    public override string Type => ResourceTypes.Secret;

    /// <inheritdoc/>
    public override StackMap Inputs(string project)
    {
        var inputs = StackMap.Of(("secretId", SecretId), ("project", project), ("replication", StackValue.Map(("auto", StackMap.Empty))));
        return Labels.Count == 0 ? inputs : inputs.With("labels", Labels);
    }
}
