using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>Whether program, state and cloud agree.</summary>
/// <param name="StateKey">The key of the state.</param>
/// <param name="Findings">The disagreements.</param>
/// <param name="Failure">Why it could not be verified; null where it could.</param>
public sealed record VerificationReport(string StateKey, ImmutableArray<DriftFinding> Findings, DeploymentFailure? Failure = null)
{
    /// <summary>Whether they agree.</summary>
    public bool IsClean => Failure is null && Findings.IsEmpty;
}
