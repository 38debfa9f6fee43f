namespace Rewriter.Deployment;

/// <summary>What a state knows about one resource.</summary>
public sealed record ResourceState
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The Pulumi type token.</summary>
    public required string Type { get; init; }

    /// <summary>The object's id in the cloud.</summary>
    public required string Id { get; init; }

    /// <summary>What the resource is for; null where unknown.</summary>
    public string? Role { get; init; }

    /// <summary>The name inside a Pulumi program; null where unknown.</summary>
    public string? LogicalName { get; init; }

    /// <summary>The inputs as they were last applied; secret values sealed.</summary>
    public StackMap Inputs { get; init; } = StackMap.Empty;

    /// <summary>How the engine treats the resource.</summary>
    public ResourceOptions Options { get; init; } = ResourceOptions.None;
}
