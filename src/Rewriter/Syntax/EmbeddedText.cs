using System.Buffers;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// The text of an inner language, put together from pieces of the text around it: a block scalar without its
/// indentation, a quoted string without its escapes. Knows for every inner offset where it stands outside.
/// </summary>
public sealed class EmbeddedText
{
    private readonly Piece[] _pieces;

    private EmbeddedText(string text, Piece[] pieces, bool hasWordsInEscapes)
    {
        Text = text;
        _pieces = pieces;
        HasWordsInEscapes = hasWordsInEscapes;
    }

    /// <summary>The inner text.</summary>
    public string Text { get; }

    /// <summary>True where an escape of the outer text is written with a letter or digit, which may mean a blank or a sign.</summary>
    internal bool HasWordsInEscapes { get; }

    /// <summary>Where the outer text ends that the inner one is made of; 0 for an empty one.</summary>
    internal int OuterEnd => _pieces is [.., var last] ? last.Outer.End : 0;

    /// <summary>An inner text that is one span of the outer text, as it is.</summary>
    public static EmbeddedText Slice(string outer, TextSpan span) =>
        new(outer.Substring(span.Start, span.Length), span.IsEmpty ? [] : [new Piece(0, span.Length, span)], hasWordsInEscapes: false);

    /// <summary>
    /// The spans of the outer text that an inner span stands for, in order; neighbours are joined. More than one where
    /// the outer text has something in between, such as indentation. A span that cuts an escape covers it whole.
    /// </summary>
    public ImmutableArray<TextSpan> ToOuter(TextSpan inner)
    {
        var first = 0;
        var mapping = Map(inner, ref first);
        if (!mapping.MoveNext()) return [];
        var span = mapping.Current;
        if (!mapping.MoveNext()) return [span];
        var result = ImmutableArray.CreateBuilder<TextSpan>();
        result.Add(span);
        do result.Add(mapping.Current);
        while (mapping.MoveNext());
        return result.ToImmutable();
    }

    /// <summary>The same as <see cref="ToOuter"/> for spans asked for in ascending order, one by one.</summary>
    /// <param name="inner">The span.</param>
    /// <param name="piece">Where the last search ended; 0 for the first one.</param>
    internal Mapping Map(TextSpan inner, ref int piece)
    {
        if (piece >= _pieces.Length || _pieces[piece].InnerStart > inner.Start || _pieces[piece].InnerEnd <= inner.Start) piece = FirstPiece(inner.Start, piece);
        return new Mapping(_pieces, inner, piece);
    }

    /// <summary>
    /// Where an inner span stands outside if that is one span as it is, as it mostly is. False where it has to be asked for
    /// by <see cref="Map"/>.
    /// </summary>
    internal bool TryShift(TextSpan inner, ref int piece, out TextSpan outer)
    {
        if ((uint)piece < (uint)_pieces.Length)
        {
            ref readonly var here = ref _pieces[piece];
            var start = inner.Start - here.InnerStart;
            if (start >= 0 && start + inner.Length <= here.InnerLength && here.IsVerbatim && inner.Length > 0)
            {
                outer = new TextSpan(here.Outer.Start + start, inner.Length);
                return true;
            }
        }

        outer = default;
        return false;
    }

    /// <summary>
    /// The inner span that stands for all of an outer span and for nothing else; null where there is none, because the
    /// outer span cuts an escape or holds something that is no part of the inner text.
    /// </summary>
    internal TextSpan? ToInner(TextSpan outer)
    {
        if (outer.IsEmpty) return null;
        int low = 0, high = _pieces.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_pieces[middle].Outer.End <= outer.Start) low = middle + 1;
            else high = middle;
        }

        if (low == _pieces.Length || StartIn(_pieces[low], outer.Start) is not { } start) return null;
        for (var at = low; at < _pieces.Length; at++)
        {
            var piece = _pieces[at];
            if (at > low && piece.Outer.Start != _pieces[at - 1].Outer.End) return null;
            if (piece.Outer.End < outer.End) continue;
            if (piece.Outer.End == outer.End) return TextSpan.FromBounds(start, piece.InnerEnd);
            return piece.IsVerbatim ? TextSpan.FromBounds(start, piece.InnerStart + outer.End - piece.Outer.Start) : null;
        }

        return null;

        static int? StartIn(in Piece piece, int offset) =>
            offset == piece.Outer.Start ? piece.InnerStart
            : offset > piece.Outer.Start && piece.IsVerbatim ? piece.InnerStart + offset - piece.Outer.Start
            : null;
    }

    /// <summary>True where a letter or digit stands in a text.</summary>
    internal static bool HasWord(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) return true;
        }

        return false;
    }

    private int FirstPiece(int offset, int last)
    {
        // Mostly it is the next one.
        if (last + 1 < _pieces.Length && _pieces[last + 1].InnerStart <= offset && offset < _pieces[last + 1].InnerEnd) return last + 1;
        int low = 0, high = _pieces.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_pieces[middle].InnerEnd <= offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    internal readonly record struct Piece(int InnerStart, int InnerLength, TextSpan Outer)
    {
        public int InnerEnd => InnerStart + InnerLength;

        public bool IsVerbatim => InnerLength == Outer.Length;

        public TextSpan Map(TextSpan inner)
        {
            // An escape is one piece whose lengths differ: it is mapped whole or not at all.
            if (!IsVerbatim) return Outer;
            var start = Math.Max(inner.Start, InnerStart) - InnerStart;
            var end = Math.Min(inner.End, InnerEnd) - InnerStart;
            return TextSpan.FromBounds(Outer.Start + start, Outer.Start + end);
        }
    }

    /// <summary>Goes over the spans that an inner span stands for.</summary>
    internal struct Mapping(Piece[] pieces, TextSpan inner, int piece)
    {
        private int _next = piece;

        public TextSpan Current { get; private set; }

        public bool MoveNext()
        {
            while (_next < pieces.Length && pieces[_next].InnerStart < inner.End)
            {
                var span = pieces[_next++].Map(inner);
                if (span.IsEmpty) continue;
                while (_next < pieces.Length && pieces[_next].InnerStart < inner.End && pieces[_next].Outer.Start == span.End)
                    span = TextSpan.FromBounds(span.Start, pieces[_next++].Map(inner).End);
                Current = span;
                return true;
            }

            return false;
        }
    }

    /// <summary>Puts an inner text together, from its beginning to its end.</summary>
    /// <param name="outer">The text around it.</param>
    public sealed class Builder(string outer)
    {
        // Lent: there is an inner text for every line of a recipe.
        private char[] _text = ArrayPool<char>.Shared.Rent(128);
        private Piece[] _pieces = ArrayPool<Piece>.Shared.Rent(8);
        private int _count;
        private bool _hasWordsInEscapes;

        /// <summary>How long the inner text is so far (UTF-16).</summary>
        public int Length { get; private set; }

        /// <summary>Appends a span of the outer text as it is.</summary>
        public void Append(TextSpan span)
        {
            if (span.IsEmpty) return;
            if (_count > 0 && _pieces[_count - 1] is { IsVerbatim: true } last && last.Outer.End == span.Start)
                _pieces[_count - 1] = new Piece(last.InnerStart, last.InnerLength + span.Length, TextSpan.FromBounds(last.Outer.Start, span.End));
            else
                AddPiece(new Piece(Length, span.Length, span));
            AddText(outer.AsSpan(span.Start, span.Length));
        }

        /// <summary>Appends what an escape of the outer text means; the meaning may not be empty.</summary>
        public void AppendEscape(TextSpan span, string meaning)
        {
            _hasWordsInEscapes = _hasWordsInEscapes || HasWord(outer.AsSpan(span.Start, span.Length));
            AddPiece(new Piece(Length, meaning.Length, span));
            AddText(meaning);
        }

        /// <summary>The finished inner text; the builder is empty again and keeps what it was lent for the next one.</summary>
        internal EmbeddedText BuildAndKeep()
        {
            var built = new EmbeddedText(new string(_text, 0, Length), _pieces.AsSpan(0, _count).ToArray(), _hasWordsInEscapes);
            (_count, Length, _hasWordsInEscapes) = (0, 0, false);
            return built;
        }

        /// <summary>The finished inner text; the builder is used up by it.</summary>
        public EmbeddedText Build()
        {
            var built = BuildAndKeep();
            ArrayPool<char>.Shared.Return(_text);
            ArrayPool<Piece>.Shared.Return(_pieces);
            (_text, _pieces) = ([], []);
            return built;
        }

        private void AddPiece(Piece piece)
        {
            if (_count == _pieces.Length) Grow(ref _pieces, _count, _count + 1);
            _pieces[_count++] = piece;
        }

        private void AddText(ReadOnlySpan<char> text)
        {
            if (Length + text.Length > _text.Length) Grow(ref _text, Length, Length + text.Length);
            text.CopyTo(_text.AsSpan(Length));
            Length += text.Length;
        }

        private static void Grow<T>(ref T[] array, int count, int needed)
        {
            var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, count * 2));
            array.AsSpan(0, count).CopyTo(larger);
            ArrayPool<T>.Shared.Return(array);
            array = larger;
        }
    }
}
