using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>Raw text that means itself, in a place where only some characters may stand (an identifier, a bare key).</summary>
/// <param name="place">What the place is, for the refusal: <c>a Makefile target</c>.</param>
/// <param name="fits">Whether the whole new text of the leaf may stand there.</param>
public sealed class RestrictedCodec(string place, Func<string, bool> fits) : LeafCodec
{
    /// <inheritdoc/>
    public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

    /// <inheritdoc/>
    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var whole = LeafText.After(text, leaf, replacements);
        return fits(whole) ? LeafEdit.Of(replacements) : LeafEdit.Refuse($"'{whole}' cannot stand in {place}");
    }
}
