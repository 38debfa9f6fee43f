using Rewriter.Deployment;

namespace Stacks;

/// <summary>A resource of any type, with its inputs as they are.</summary>
public sealed record AnyResource : StackResource
{
    /// <summary>The Pulumi type token.</summary>
    public required string Token { get; init; }

    /// <summary>The inputs.</summary>
    public StackMap Properties { get; init; } = StackMap.Empty;

    /// <inheritdoc/>
    public override string Type => Token;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) => Properties;
}
