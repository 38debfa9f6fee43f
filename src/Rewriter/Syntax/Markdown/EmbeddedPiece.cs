using System.Collections.Immutable;

namespace Rewriter.Syntax.Markdown;

/// <summary>A text of another language inside a document: front matter, or what a fence holds.</summary>
/// <param name="Text">The text without the indentation and the signs of the blocks around it.</param>
/// <param name="Language">The id or alias that the document names it by; empty for none.</param>
internal sealed record EmbeddedPiece(EmbeddedText Text, string Language)
{
    /// <summary>The leaves of the text; null where it is code of an unknown kind.</summary>
    public ImmutableArray<SyntaxLeaf>? Read(ReadRequest request, StructuralPath path) =>
        Language.Length == 0 ? null : request.ReadEmbedded(Language, Text.Text, path);
}
