using System.Buffers;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// Collects the leaves of a text from its beginning to its end. What lies between two leaves is white space and signs
/// only, of which a <see cref="SyntaxDocument"/> makes leaves by itself; a test over corpora asserts it.
/// </summary>
public sealed class LeafBuilder
{
    private const int FewLeaves = 16;
    private const int ManyLeaves = 4096;

    // Above it an array that turns out to be too large would be worse than copying once more.
    private const int LargeCount = 65536;

    // Rented: a file of some length has leaves by the hundred kilobytes, and growing such arrays one after the other
    // costs more than filling them.
    private SyntaxLeaf[] _leaves;
    private int _count;
    private readonly string _text;
    private readonly LanguageStack _languages;
    private readonly StructuralPath _root;

    /// <summary>Collects the leaves of a whole text.</summary>
    /// <param name="text">The text that is read.</param>
    /// <param name="languages">The languages of the leaves, unless said otherwise.</param>
    /// <param name="root">The path of the text.</param>
    public LeafBuilder(string text, LanguageStack languages, StructuralPath root)
        : this(text, languages, root, 0, Math.Clamp(text.Length / 4, FewLeaves, ManyLeaves))
    {
    }

    /// <summary>Collects the leaves of a small part of a text, from an offset on.</summary>
    internal LeafBuilder(string text, LanguageStack languages, StructuralPath root, int start)
        : this(text, languages, root, start, FewLeaves)
    {
    }

    private LeafBuilder(string text, LanguageStack languages, StructuralPath root, int start, int capacity)
    {
        (_text, _languages, _root, Position) = (text, languages, root, start);
        _leaves = ArrayPool<SyntaxLeaf>.Shared.Rent(capacity);
    }

    /// <summary>The end of the last leaf, hole or embedded text (UTF-16).</summary>
    public int Position { get; private set; }

    /// <summary>Makes room for about so many leaves before the first one, so that they need not be moved.</summary>
    internal void Expect(int count)
    {
        if (_count > 0 || count <= _leaves.Length) return;
        Return();
        _leaves = ArrayPool<SyntaxLeaf>.Shared.Rent(Math.Min(count, LargeCount));
    }

    /// <summary>Adds a leaf; an empty one is passed over.</summary>
    /// <exception cref="InvalidOperationException">It begins before the last one ended.</exception>
    public void Add(TextSpan span, Label label, StructuralPath path, LeafCodec? codec = null, SymbolReference? symbol = null) =>
        Add(new SyntaxLeaf(span, label, path, _languages, codec ?? LeafCodec.Verbatim, symbol));

    /// <summary>Adds a leaf as it is, such as one of a hole; an empty one is passed over, and so is one without a meaning.</summary>
    /// <exception cref="InvalidOperationException">It begins before the last one ended.</exception>
    public void Add(in SyntaxLeaf leaf)
    {
        if (leaf.Span.IsEmpty) return;
        if (leaf.Span.Start < Position) ThrowOverlap(leaf.Span.Start, leaf.Span.End);
        Position = leaf.Span.End;
        if (!leaf.HasMeaning) return;
        if (_count == _leaves.Length) Grow();
        _leaves[_count++] = leaf;
    }

    /// <summary>Adds a leaf in the languages of the text, put together where it is kept; an empty one is passed over.</summary>
    /// <exception cref="InvalidOperationException">It begins before the last one ended.</exception>
    internal void Add(int start, int end, Label label, StructuralPath path, LeafCodec codec, SymbolReference? symbol)
    {
        if (end <= start) return;
        if (start < Position) ThrowOverlap(start, end);
        Position = end;
        if (label is Label.Trivia or Label.Punctuation) return;
        if (_count == _leaves.Length) Grow();
        _leaves[_count++] = new SyntaxLeaf(new TextSpan(start, end - start), label, path, _languages, codec, symbol);
    }

    /// <summary>Adds the leaves of a hole.</summary>
    public void Add(Hole hole)
    {
        foreach (ref readonly var leaf in hole.Leaves.AsSpan()) Add(leaf);
        Position = Math.Max(Position, hole.Span.End);
    }

    /// <summary>
    /// Adds the leaves of an embedded text at their places outside. A leaf that the outer text interrupts (by
    /// indentation) becomes several. Next comes what stands behind the embedded text.
    /// </summary>
    /// <param name="embedded">The inner text.</param>
    /// <param name="inner">Its leaves with a meaning, in order and apart.</param>
    /// <param name="outerCodec">How the outer language writes the text around them.</param>
    /// <param name="outerLeaf">The span of the outer text that <paramref name="outerCodec"/> speaks of.</param>
    public void AddEmbedded(EmbeddedText embedded, ImmutableArray<SyntaxLeaf> inner, LeafCodec outerCodec, TextSpan outerLeaf)
    {
        var codecs = new EmbeddedCodecs(embedded, outerCodec, outerLeaf);
        int piece = 0, at = 0;
        var path = inner is [var first, ..] ? first.Path : _root;
        foreach (ref readonly var leaf in inner.AsSpan())
        {
            if (embedded.HasWordsInEscapes) AddWordsBetween(TextSpan.FromBounds(at, Math.Max(at, leaf.Span.Start)), embedded, path, codecs.Outer, ref piece);
            AddEmbedded(leaf, embedded, ref codecs, ref piece);
            (at, path) = (leaf.Span.End, leaf.Path);
        }

        if (embedded.HasWordsInEscapes) AddWordsBetween(TextSpan.FromBounds(at, embedded.Text.Length), embedded, path, codecs.Outer, ref piece);
        Position = Math.Max(Position, embedded.OuterEnd);
    }

    private void AddEmbedded(in SyntaxLeaf leaf, EmbeddedText embedded, ref EmbeddedCodecs codecs, ref int piece)
    {
        if (embedded.TryShift(leaf.Span, ref piece, out var span))
        {
            AddMapped(leaf, span, codecs.CodecOf(leaf, span, isWhole: true));
            return;
        }

        var mapping = embedded.Map(leaf.Span, ref piece);
        if (!mapping.MoveNext()) return;
        span = mapping.Current;
        var isWhole = !mapping.MoveNext();
        var codec = codecs.CodecOf(leaf, span, isWhole);
        AddMapped(leaf, span, codec);
        if (isWhole) return;
        do AddMapped(leaf, mapping.Current, codec);
        while (mapping.MoveNext());
    }

    private void AddMapped(in SyntaxLeaf leaf, TextSpan span, LeafCodec codec)
    {
        // Two inner leaves can share one escape of the outer text: the first has it.
        if (span.Start < Position) span = TextSpan.FromBounds(Position, Math.Max(span.End, Position));
        if (span.IsEmpty) return;
        Position = span.End;
        if (!leaf.HasMeaning) return;
        if (_count == _leaves.Length) Grow();
        _leaves[_count++] = new SyntaxLeaf(span, leaf.Label, leaf.Path, leaf.Languages, codec, leaf.Symbol);
    }

    /// <summary>
    /// A line end or a blank between two inner leaves can be written as an escape, whose letters are no signs: they are
    /// code of the outer language.
    /// </summary>
    private void AddWordsBetween(TextSpan gap, EmbeddedText embedded, StructuralPath path, LeafCodec outerCodec, ref int piece)
    {
        if (gap.IsEmpty) return;
        var mapping = embedded.Map(gap, ref piece);
        while (mapping.MoveNext())
        {
            var span = mapping.Current;
            if (span.Start < Position) span = TextSpan.FromBounds(Position, Math.Max(span.End, Position));
            if (EmbeddedText.HasWord(_text.AsSpan(span.Start, span.Length))) Add(span, Label.Code, path, outerCodec);
        }
    }

    /// <summary>Gives all leaves; the builder is used up by it.</summary>
    public ImmutableArray<SyntaxLeaf> Build()
    {
        var built = ImmutableArray.Create(_leaves.AsSpan(0, _count));
        Return();
        _leaves = [];
        return built;
    }

    /// <summary>
    /// Gives all leaves as the leaves of a hole, moved to where it stands in an embedded text; the builder is used up
    /// by it.
    /// </summary>
    internal ImmutableArray<SyntaxLeaf> BuildHole(int distance)
    {
        foreach (ref var leaf in _leaves.AsSpan(0, _count)) leaf = leaf with { Span = new TextSpan(leaf.Span.Start + distance, leaf.Span.Length) };
        return Build();
    }

    private void ThrowOverlap(int start, int end) =>
        throw new InvalidOperationException($"A leaf at {TextSpan.FromBounds(start, end)} begins before the last one ended at {Position}.");

    private void Grow()
    {
        var larger = ArrayPool<SyntaxLeaf>.Shared.Rent(_count < LargeCount ? _count * 4 : _count * 2);
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
}
