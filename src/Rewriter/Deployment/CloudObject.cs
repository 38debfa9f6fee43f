using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>An object that exists in the cloud, whoever made it.</summary>
public sealed record CloudObject
{
    /// <summary>The Pulumi type token.</summary>
    public required string Type { get; init; }

    /// <summary>The id: <c>projects/P/locations/L/services/N</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name inside its project and location.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the object that this one is part of and goes with; null where there is none.</summary>
    public string? ParentId { get; init; }

    /// <summary>True where it is known from the state of another tool: its attributes are what was asked for, and what its provider computed.</summary>
    [JsonIgnore]
    public bool IsForeign { get; init; }

    /// <summary>What was asked for.</summary>
    public StackMap Attributes { get; init; } = StackMap.Empty;

    /// <summary>What the cloud says beside: address, revision, digest of a secret version.</summary>
    public StackMap Outputs { get; init; } = StackMap.Empty;
}
