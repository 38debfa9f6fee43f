namespace Rewriter.Scanning;

/// <summary>Paths that are left out by request.</summary>
/// <param name="Paths">Which.</param>
/// <param name="Because">Why, as half a sentence.</param>
/// <param name="Reason">The reason's kind.</param>
public sealed record ExtraExclude(PathGlob Paths, string Because, ExclusionReason Reason = ExclusionReason.ByRequest);
