using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// The codecs of the leaves of one embedded text. Most leaves of a text are written in one of a few ways, so one codec
/// serves all of them: where a leaf lies inside follows from where it lies outside.
/// </summary>
internal struct EmbeddedCodecs(EmbeddedText embedded, LeafCodec outer, TextSpan outerLeaf)
{
    private EmbeddedCodec? _last;
    private EmbeddedCodec? _second;
    private EmbeddedCodec? _third;
    private EmbeddedCodec? _fourth;

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
        return _last = Recall(leaf.Codec);
    }

    /// <summary>The codec around an inner one that was met before, or a new one; the place of the last one becomes free for it.</summary>
    private EmbeddedCodec Recall(LeafCodec inner)
    {
        var second = _second;
        _second = _last;
        if (second is not null && second.Inner == inner) return second;
        var third = _third;
        _third = second;
        if (third is not null && third.Inner == inner) return third;
        var fourth = _fourth;
        _fourth = third;
        return fourth is not null && fourth.Inner == inner ? fourth : new EmbeddedCodec(embedded, null, inner, outer, outerLeaf);
    }
}
