using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Execution;

/// <summary>What came of applying, resuming or taking back a phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Steps">The steps that ran now, with what came of each.</param>
/// <param name="Diagnostics">Why it ended so, and warnings.</param>
/// <param name="Plan">The plan it was done by; null where none was made.</param>
public sealed record PhaseReport(
    Phase Phase,
    PhaseStatus Status,
    ImmutableArray<(Step Step, StepResult Result)> Steps,
    ImmutableArray<Diagnostic> Diagnostics,
    PhasePlan? Plan);
