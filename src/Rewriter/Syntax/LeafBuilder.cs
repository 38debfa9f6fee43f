using System.Buffers;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// Collects the leaves of a text from its beginning to its end. What lies between two leaves is filled in: white space
/// as trivia, everything else as punctuation, so that leaves always cover the text. A reader leaves nothing but signs
/// in such gaps; a test over corpora asserts it.
/// </summary>
/// <param name="text">The text that is read.</param>
/// <param name="languages">The languages of the leaves, unless said otherwise.</param>
/// <param name="root">The path of gaps.</param>
public sealed class LeafBuilder(string text, LanguageStack languages, StructuralPath root)
{
    // Rented: a file of some length has leaves by the hundred kilobytes, and growing such arrays one after the other
    // costs more than filling them.
    private SyntaxLeaf[] _leaves = ArrayPool<SyntaxLeaf>.Shared.Rent(16);
    private int _count;

    /// <summary>Collects the leaves of a part of a text, from an offset on.</summary>
    internal LeafBuilder(string text, LanguageStack languages, StructuralPath root, int start)
        : this(text, languages, root) => Position = start;

    /// <summary>The end of the last leaf (UTF-16).</summary>
    public int Position { get; private set; }

    /// <summary>Adds a leaf; an empty one is passed over.</summary>
    /// <exception cref="InvalidOperationException">It begins before the last one ended.</exception>
    public void Add(TextSpan span, Label label, StructuralPath path, LeafCodec? codec = null, SymbolReference? symbol = null) =>
        Add(new SyntaxLeaf(span, label, path, languages, codec ?? LeafCodec.Verbatim, symbol));

    /// <summary>Adds a leaf as it is, such as one of a hole; an empty one is passed over.</summary>
    /// <exception cref="InvalidOperationException">It begins before the last one ended.</exception>
    public void Add(SyntaxLeaf leaf)
    {
        if (leaf.Span.IsEmpty) return;
        if (leaf.Span.Start < Position) throw new InvalidOperationException($"A leaf at {leaf.Span} begins before the last one ended at {Position}.");
        FillTo(leaf.Span.Start);
        Append(leaf);
        Position = leaf.Span.End;
    }

    /// <summary>Adds the leaves of a hole.</summary>
    public void Add(Hole hole)
    {
        foreach (var leaf in hole.Leaves) Add(leaf);
    }

    /// <summary>
    /// Adds the leaves of an embedded text at their places outside. A leaf that the outer text interrupts (by
    /// indentation) becomes several.
    /// </summary>
    /// <param name="embedded">The inner text.</param>
    /// <param name="inner">Its leaves.</param>
    /// <param name="outerCodec">How the outer language writes the text around them.</param>
    /// <param name="outerLeaf">The span of the outer text that <paramref name="outerCodec"/> speaks of.</param>
    public void AddEmbedded(EmbeddedText embedded, IEnumerable<SyntaxLeaf> inner, LeafCodec outerCodec, TextSpan outerLeaf)
    {
        var codecs = new EmbeddedCodecs(embedded, outerCodec, outerLeaf);
        var piece = 0;
        if (inner is ImmutableArray<SyntaxLeaf> array)
        {
            foreach (ref readonly var leaf in array.AsSpan()) AddEmbedded(leaf, embedded, ref codecs, ref piece);
            return;
        }

        foreach (var leaf in inner) AddEmbedded(leaf, embedded, ref codecs, ref piece);
    }

    private void AddEmbedded(in SyntaxLeaf leaf, EmbeddedText embedded, ref EmbeddedCodecs codecs, ref int piece)
    {
        var mapping = embedded.Map(leaf.Span, ref piece);
        if (!mapping.MoveNext()) return;
        var span = mapping.Current;
        var isWhole = !mapping.MoveNext();
        var codec = leaf.HasMeaning ? codecs.CodecOf(leaf, span, isWhole) : leaf.Codec;
        AddMapped(leaf, span, codec, codecs.Outer);
        if (isWhole) return;
        do AddMapped(leaf, mapping.Current, codec, codecs.Outer);
        while (mapping.MoveNext());
    }

    private void AddMapped(in SyntaxLeaf leaf, TextSpan span, LeafCodec codec, LeafCodec outerCodec)
    {
        // Two inner leaves can share one escape of the outer text: the first has it.
        if (span.Start < Position) span = TextSpan.FromBounds(Position, Math.Max(span.End, Position));
        if (leaf.HasMeaning) Add(leaf with { Span = span, Codec = codec });
        else AddMeaningless(leaf with { Span = span }, outerCodec);
    }

    /// <summary>A line end or a blank can be written as an escape, which is no white space, and whose letters are no signs.</summary>
    private void AddMeaningless(in SyntaxLeaf leaf, LeafCodec outerCodec)
    {
        var raw = text.AsSpan(leaf.Span.Start, leaf.Span.Length);
        foreach (var c in raw)
        {
            if (!char.IsLetterOrDigit(c)) continue;
            Add(leaf with { Label = Label.Code, Codec = outerCodec });
            return;
        }

        Add(raw.IsWhiteSpace() ? leaf : leaf with { Label = Label.Punctuation });
    }

    /// <summary>Fills what is left and gives all leaves; the builder is used up by it.</summary>
    public ImmutableArray<SyntaxLeaf> Build()
    {
        FillTo(text.Length);
        var built = ImmutableArray.Create(_leaves.AsSpan(0, _count));
        Return();
        _leaves = [];
        return built;
    }

    /// <summary>
    /// Fills what is left up to an offset and gives all leaves as the leaves of a hole, moved to where it stands in an
    /// embedded text; the builder is used up by it.
    /// </summary>
    internal ImmutableArray<SyntaxLeaf> BuildHole(int end, int distance)
    {
        FillTo(end);
        foreach (ref var leaf in _leaves.AsSpan(0, _count)) leaf = leaf with { Span = new TextSpan(leaf.Span.Start + distance, leaf.Span.Length) };
        var built = ImmutableArray.Create(_leaves.AsSpan(0, _count));
        Return();
        _leaves = [];
        return built;
    }

    private void Append(in SyntaxLeaf leaf)
    {
        if (_count == _leaves.Length) Grow();
        _leaves[_count++] = leaf;
    }

    private void Grow()
    {
        var larger = ArrayPool<SyntaxLeaf>.Shared.Rent(_count * 2);
        _leaves.AsSpan(0, _count).CopyTo(larger);
        Return();
        _leaves = larger;
    }

    /// <summary>Gives the array back without the leaves in it; the rest of it is empty already.</summary>
    private void Return()
    {
        _leaves.AsSpan(0, _count).Clear();
        ArrayPool<SyntaxLeaf>.Shared.Return(_leaves);
    }

    private void FillTo(int end)
    {
        while (Position < end)
        {
            var blank = char.IsWhiteSpace(text[Position]);
            var start = Position;
            while (Position < end && char.IsWhiteSpace(text[Position]) == blank) Position++;
            Append(new SyntaxLeaf(TextSpan.FromBounds(start, Position), blank ? Label.Trivia : Label.Punctuation, root, languages, LeafCodec.Verbatim));
        }
    }
}
