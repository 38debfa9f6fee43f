namespace Rewriter.Deployment.Hazards;

/// <summary>A place where CI deploys to a service or a job.</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Line">The line, 1-based.</param>
/// <param name="Kind">What it deploys to.</param>
/// <param name="Name">The name that the phase leaves there.</param>
/// <param name="Step">The position in the phase's steps at which the deployment runs; the last one where it is not known.</param>
public sealed record DeployTargetMention(string File, int Line, DeployKind Kind, string Name, int Step);
