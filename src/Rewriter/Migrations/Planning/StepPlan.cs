using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Planning;

/// <summary>What a plan says about one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Result">What it would do; null where it was not reached.</param>
/// <param name="IsDone">True where an earlier run did it, so that it is not run again.</param>
public sealed record StepPlan(Step Step, StepResult? Result, bool IsDone);
