namespace Rewriter.Deployment.Hazards;

/// <summary>One preview of a phase, at its place among the steps.</summary>
/// <param name="Step">The position of the step that applies it.</param>
/// <param name="Preview">The preview.</param>
/// <param name="BesideStateKey">The state beside which this one is meant to stand, as the step declares (clears H1); null where it declares none.</param>
public sealed record PhasePreview(int Step, DeploymentPreview Preview, string? BesideStateKey = null);
