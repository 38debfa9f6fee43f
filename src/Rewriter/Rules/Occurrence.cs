using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>A place in a file where the name of a role stands.</summary>
/// <param name="File">The file.</param>
/// <param name="Span">The span of its text (UTF-16, half-open).</param>
/// <param name="Position">Line and character (0-based).</param>
/// <param name="Text">The name.</param>
/// <param name="Meanings">Whose name it is: one role and generation, or several where names coincide.</param>
/// <param name="Label">What the place is for.</param>
/// <param name="Path">Where in the file's structure it lies.</param>
/// <param name="Languages">In which languages it lies.</param>
public sealed record Occurrence(
    RepoPath File,
    TextSpan Span,
    LinePosition Position,
    string Text,
    ImmutableArray<NameMeaning> Meanings,
    Label Label,
    StructuralPath Path,
    LanguageStack Languages)
{
    /// <summary>File, line and column (1-based) as people and editors write them.</summary>
    public string Place => $"{File}:{Position.Line + 1}:{Position.Character + 1}";

    /// <summary>True where the text is the name of some role in a generation.</summary>
    public bool IsOf(string generation) => Meanings.Any(m => m.Generation == generation);
}
