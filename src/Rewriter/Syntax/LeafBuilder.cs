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
    private SyntaxLeaf[] _leaves = ArrayPool<SyntaxLeaf>.Shared.Rent(64);
    private int _count;

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
        foreach (var leaf in inner)
        {
            var spans = embedded.ToOuter(leaf.Span);
            foreach (var span in spans)
            {
                // Two inner leaves can share one escape of the outer text: the first has it.
                var free = TextSpan.FromBounds(Math.Max(span.Start, Position), Math.Max(span.End, Position));
                var codec = leaf.Codec;
                if (leaf.HasMeaning && outerCodec != LeafCodec.Verbatim)
                    codec = spans.Length == 1 ? new EmbeddedCodec(embedded, leaf.Span, leaf.Codec, outerCodec, outerLeaf) : outerCodec;
                if (leaf.HasMeaning) Add(leaf with { Span = free, Codec = codec });
                else AddMeaningless(leaf with { Span = free }, outerCodec);
            }
        }
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
        ArrayPool<SyntaxLeaf>.Shared.Return(_leaves, clearArray: true);
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
        ArrayPool<SyntaxLeaf>.Shared.Return(_leaves, clearArray: true);
        _leaves = larger;
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
