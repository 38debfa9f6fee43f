namespace Rewriter.Deployment;

/// <summary>Why an engine refused or stopped.</summary>
/// <param name="Code">The code of the message: <c>RW4003</c>.</param>
/// <param name="Message">What happened, without secrets.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Address">The resource or object concerned; null where it is none in particular.</param>
public sealed record DeploymentFailure(string Code, string Message, string Remedy, string? Address = null);
