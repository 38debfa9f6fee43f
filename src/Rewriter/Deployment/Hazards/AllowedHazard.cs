namespace Rewriter.Deployment.Hazards;

/// <summary>A hazard that the migration allows.</summary>
/// <param name="Id">The hazard's id: <c>H8</c>.</param>
/// <param name="Because">Why.</param>
/// <param name="Subject">The only subject for which it is allowed; null where it is allowed for all.</param>
public sealed record AllowedHazard(string Id, string Because, string? Subject = null);
