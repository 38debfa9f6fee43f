using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What the planner found: every change with the entries of the state before and after it.</summary>
/// <param name="Changes">The changes in the order in which they are made.</param>
/// <param name="Conflicts">The changes that would fail.</param>
internal sealed record DeploymentPlan(ImmutableArray<PlannedChange> Changes, ImmutableArray<DeploymentConflict> Conflicts);
