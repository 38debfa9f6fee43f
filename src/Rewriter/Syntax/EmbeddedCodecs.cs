using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// The codecs of the leaves of one embedded text. Most leaves of a text are written in one of a few ways, so one codec
/// serves all of them: where a leaf lies inside follows from where it lies outside.
/// </summary>
internal struct EmbeddedCodecs(EmbeddedText embedded, LeafCodec outer, TextSpan outerLeaf)
{
    private EmbeddedCodec? _last;
    private EmbeddedCodec? _before;

    /// <summary>How the text around is written.</summary>
    public readonly LeafCodec Outer => outer;

    /// <summary>The codec of a leaf that has a meaning.</summary>
    /// <param name="leaf">The leaf, inside.</param>
    /// <param name="span">The first of its places outside.</param>
    /// <param name="isWhole">True where it has only that one.</param>
    public LeafCodec CodecOf(in SyntaxLeaf leaf, TextSpan span, bool isWhole)
    {
        if (outer == LeafCodec.Verbatim) return leaf.Codec;
        if (!isWhole) return outer;

        // Behind an escape of several characters it cannot be told which of them the leaf begins or ends with.
        if (span.Length != leaf.Span.Length) return new EmbeddedCodec(embedded, leaf.Span, leaf.Codec, outer, outerLeaf);
        if (_last is not null && _last.Inner == leaf.Codec) return _last;
        (_last, _before) = (_before is not null && _before.Inner == leaf.Codec ? _before : new EmbeddedCodec(embedded, null, leaf.Codec, outer, outerLeaf), _last);
        return _last;
    }
}
