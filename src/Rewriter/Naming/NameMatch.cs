using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Naming;

/// <summary>An old name found in a text.</summary>
/// <param name="Span">Where it stands (UTF-16, half-open).</param>
/// <param name="PairIndex">Which pair it belongs to (0-based).</param>
/// <param name="Spelling">How it is spelled.</param>
/// <param name="Replacement">The text that takes its place.</param>
public sealed record NameMatch(TextSpan Span, int PairIndex, NameSpelling Spelling, string Replacement);
