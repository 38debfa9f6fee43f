using System.Collections.Immutable;

namespace Rewriter.Deployment.Hazards;

/// <summary>A danger that was found in a phase.</summary>
public sealed record HazardFinding
{
    /// <summary>The hazard's stable id: <c>H1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The hazard in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>How much it weighs.</summary>
    public required HazardSeverity Severity { get; init; }

    /// <summary>What is in danger: an address, an id, a name, a state key.</summary>
    public required string Subject { get; init; }

    /// <summary>What would happen here, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What shows it.</summary>
    public ImmutableArray<HazardEvidence> Evidence { get; init; } = [];

    /// <summary>What to do here.</summary>
    public required string Remedy { get; init; }

    /// <summary>What can be pasted to clear it here; null where nothing can.</summary>
    public HazardSnippet? Paste { get; init; }

    /// <summary>What makes the hazard go away for good.</summary>
    public required string ClearedBy { get; init; }

    /// <summary>The page about the hazard.</summary>
    public required string DocsLink { get; init; }

    /// <summary>Why the migration allows the hazard here; null where it does not.</summary>
    public string? AllowedBecause { get; init; }

    /// <summary>Whether this stops apply.</summary>
    public bool Stops => Severity == HazardSeverity.Blocker && AllowedBecause is null;
}
