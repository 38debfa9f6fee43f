using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// Reads and writes the raw text of one kind of leaf: resolves its escapes, and writes new text with the quoting and
/// escaping that its place requires. Codecs hold no state of a file.
/// </summary>
public abstract class LeafCodec
{
    /// <summary>Raw text that means itself and may be replaced by anything.</summary>
    public static LeafCodec Verbatim { get; } = new VerbatimCodec();

    /// <summary>What the raw text of a leaf means. Never throws: what cannot be resolved stands for itself.</summary>
    /// <param name="text">The text that the leaf lies in.</param>
    /// <param name="leaf">Where it lies.</param>
    public abstract string Decode(string text, TextSpan leaf);

    /// <summary>Replaces parts of a leaf.</summary>
    /// <param name="text">The text that the leaf lies in.</param>
    /// <param name="leaf">Where it lies.</param>
    /// <param name="replacements">
    /// Spans of <paramref name="text"/> within the leaf, in order and apart, each with the text that shall be meant
    /// there; the codec escapes it.
    /// </param>
    /// <returns>Changes of <paramref name="text"/>, which may reach beyond the leaf (to add quotes), or a refusal.</returns>
    public abstract LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements);

    private sealed class VerbatimCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements) => LeafEdit.Of(replacements);
    }
}
