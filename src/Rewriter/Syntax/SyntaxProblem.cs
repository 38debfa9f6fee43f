using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>Something that a reader could not understand; a file that has one is refused whole.</summary>
/// <param name="Span">Where (UTF-16, half-open).</param>
/// <param name="Message">What was met and what was expected, in one sentence without a full stop.</param>
public sealed record SyntaxProblem(TextSpan Span, string Message);
