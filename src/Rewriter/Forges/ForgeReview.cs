namespace Rewriter.Forges;

/// <summary>A review.</summary>
/// <param name="Author">Who reviewed.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Sha">The commit that was looked at.</param>
public sealed record ForgeReview(string Author, ReviewVerdict Verdict, string Sha);
