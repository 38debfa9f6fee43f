using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>A span of a file of the repository.</summary>
/// <param name="File">The file.</param>
/// <param name="Span">The span (UTF-16, half-open), without the <c>@</c> of a verbatim identifier.</param>
public readonly record struct SourceSpan(RepoPath File, TextSpan Span);
