using Rewriter.Deployment;

namespace Stacks;

/// <summary>The version of a secret that a service reads; its value is kept outside and only named here.</summary>
public sealed record SecretVersion : StackResource
{
    /// <summary>The secret's name.</summary>
    public required string SecretId { get; init; }

    /// <summary>The name under which the value is kept outside.</summary>
    public required string ValueFrom { get; init; }

    /// <inheritdoc/>
    public override string Type => ResourceTypes.SecretVersion;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) =>
        StackMap.Of(("secret", SecretReferences.IdOf(SecretId, project)), ("secretData", StackValue.Secret(ValueFrom)));
}
