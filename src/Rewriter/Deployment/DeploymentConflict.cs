namespace Rewriter.Deployment;

/// <summary>A change of a preview that would fail, known before it is tried.</summary>
/// <param name="Kind">Why it would fail.</param>
/// <param name="Address">The resource's address.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">The object in question; null where there is none.</param>
/// <param name="Message">What would happen, for people.</param>
public sealed record DeploymentConflict(ConflictKind Kind, string Address, string Type, string? Id, string Message);
