using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;

namespace Rewriter.Renaming;

/// <summary>An old name in a file.</summary>
/// <param name="Span">Where it stands (UTF-16, half-open).</param>
/// <param name="Position">Its line and character (0-based).</param>
/// <param name="Old">The text that stands there.</param>
/// <param name="New">The text that takes its place.</param>
/// <param name="PairIndex">Which pair it belongs to (0-based).</param>
/// <param name="Label">What the piece of the file around it is for.</param>
/// <param name="Verdict">What becomes of it, and why.</param>
public sealed record RenameOccurrence(TextSpan Span, LinePosition Position, string Old, string New, int PairIndex, Label Label, RenameVerdict Verdict)
{
    /// <summary>Where in the structure of its file it lies; null where the file has none.</summary>
    public StructuralPath? Place { get; init; }

    /// <summary>What tells the declared thing that it names from all others; null where it names none.</summary>
    internal string? SymbolKey { get; init; }
}
