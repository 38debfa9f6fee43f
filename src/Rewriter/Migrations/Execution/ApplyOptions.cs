using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations.Planning;

namespace Rewriter.Migrations.Execution;

/// <summary>What a person agreed to before a phase is applied.</summary>
public sealed record ApplyOptions
{
    /// <summary>True to change files that have uncommitted changes.</summary>
    public bool AllowDirty { get; init; }

    /// <summary>True to pass the contract point, behind which there is no way back.</summary>
    public bool ThroughContract { get; init; }

    /// <summary>True to make changes that rules only propose.</summary>
    public bool IncludeReview { get; init; }

    /// <summary>The blockers that are overridden by their ids, each with the reason, which is recorded.</summary>
    public ImmutableSortedDictionary<string, string> Overrides { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The beginning of the digest of the plan that a person agreed to; null where the plan of this moment is meant.</summary>
    public string? AgreedDigest { get; init; }

    /// <summary>
    /// Asks a person to agree to a plan that changes something outside of the repository: why the phase is refused, or null
    /// where the person agrees. Null where nobody can be asked and nothing outside is touched.
    /// </summary>
    public Func<PhasePlan, Diagnostic?>? Consent { get; init; }

    /// <summary>The plan that a person looked at; null where the plan of this moment is meant.</summary>
    public PlanBinding? Plan { get; init; }
}
