using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What a preview says about one resource.</summary>
public sealed record ResourceChange
{
    /// <summary>The address after the change; before it, for a delete or a forget.</summary>
    public required string Address { get; init; }

    /// <summary>The address before a move; null where it stays.</summary>
    public string? PreviousAddress { get; init; }

    /// <summary>The Pulumi type token, also where another engine has a type name of its own.</summary>
    public required string Type { get; init; }

    /// <summary>What is done.</summary>
    public required CanonicalAction Action { get; init; }

    /// <summary>The order of a replacement; none for other actions.</summary>
    public ReplaceOrder Order { get; init; }

    /// <summary>What the resource is for; null where the engine does not know.</summary>
    public string? Role { get; init; }

    /// <summary>The name inside a Pulumi program; null where the engine has none.</summary>
    public string? LogicalName { get; init; }

    /// <summary>The id of the object that exists before the change; null for a create.</summary>
    public string? PhysicalId { get; init; }

    /// <summary>The id of the object after the change, as far as it is known; null for a delete.</summary>
    public string? NewPhysicalId { get; init; }

    /// <summary>Whether the state or the program protects the resource from deletion.</summary>
    public bool Protected { get; init; }

    /// <summary>Whether the engine makes the physical name from the logical one, because the program gives none.</summary>
    public bool AutoNamed { get; init; }

    /// <summary>Why the engine does this, where it is not plain from the differences; else null.</summary>
    public string? Reason { get; init; }

    /// <summary>The properties that differ, ordered by path.</summary>
    public ImmutableArray<PropertyDifference> Differences { get; init; } = [];

    /// <summary>All properties before under the names of Pulumi's GCP SDK, secrets redacted; empty for a create.</summary>
    public StackMap Before { get; init; } = StackMap.Empty;

    /// <summary>All properties after under the names of Pulumi's GCP SDK, secrets redacted; empty for a delete.</summary>
    public StackMap After { get; init; } = StackMap.Empty;
}
