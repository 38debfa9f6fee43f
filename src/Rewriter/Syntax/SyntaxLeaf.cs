using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// The smallest piece of a file with a meaning of its own. The leaves of a document cover its text without gap or
/// overlap, so that printing them gives the text back.
/// </summary>
/// <param name="Span">Where it stands in the file's text (UTF-16, half-open); for a quoted string the content without its quotes.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Path">Where in the structure it lies.</param>
/// <param name="Languages">In which languages it lies.</param>
/// <param name="Codec">How its raw text is read and written.</param>
/// <param name="Symbol">What it names, where that is declared somewhere; null elsewhere.</param>
public readonly record struct SyntaxLeaf(
    TextSpan Span,
    Label Label,
    StructuralPath Path,
    LanguageStack Languages,
    LeafCodec Codec,
    SymbolReference? Symbol = null)
{
    /// <summary>True where a name can stand in it: neither trivia nor punctuation.</summary>
    public bool HasMeaning => Label is not (Label.Trivia or Label.Punctuation);

    /// <summary>What the leaf says, its escapes resolved.</summary>
    public string Decode(string text) => Codec.Decode(text, Span);
}
