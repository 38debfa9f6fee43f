using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;

namespace Rewriter.Migrations.Execution;

/// <summary>Whether a repository, its state and its servers are as a phase leaves them.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Files">What became of every occurrence.</param>
/// <param name="Resources">Whether program, state and cloud agree, for each stack that the phase applies.</param>
/// <param name="Checks">The checks of servers.</param>
/// <param name="Findings">What is not as it should be.</param>
public sealed record VerifyReport(
    Phase Phase,
    RewriteResult Files,
    ImmutableArray<VerificationReport> Resources,
    ImmutableArray<(Step Step, StepResult Result)> Checks,
    ImmutableArray<Diagnostic> Findings)
{
    /// <summary>True where everything is as it should be.</summary>
    public bool IsClean => Findings.IsEmpty;
}
