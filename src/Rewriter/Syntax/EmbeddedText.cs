using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// The text of an inner language, put together from pieces of the text around it: a block scalar without its
/// indentation, a quoted string without its escapes. Knows for every inner offset where it stands outside.
/// </summary>
public sealed class EmbeddedText
{
    private readonly ImmutableArray<Piece> _pieces;

    private EmbeddedText(string text, ImmutableArray<Piece> pieces)
    {
        Text = text;
        _pieces = pieces;
    }

    /// <summary>The inner text.</summary>
    public string Text { get; }

    /// <summary>An inner text that is one span of the outer text, as it is.</summary>
    public static EmbeddedText Slice(string outer, TextSpan span)
    {
        var builder = new Builder(outer);
        builder.Append(span);
        return builder.Build();
    }

    /// <summary>
    /// The spans of the outer text that an inner span stands for, in order; neighbours are joined. More than one where
    /// the outer text has something in between, such as indentation. A span that cuts an escape covers it whole.
    /// </summary>
    public ImmutableArray<TextSpan> ToOuter(TextSpan inner)
    {
        var result = ImmutableArray.CreateBuilder<TextSpan>();
        for (var i = FirstPiece(inner.Start); i < _pieces.Length && _pieces[i].InnerStart < inner.End; i++)
        {
            var piece = _pieces[i];
            var outer = piece.Map(inner);
            if (outer.IsEmpty) continue;
            if (result.Count > 0 && result[^1].End == outer.Start) result[^1] = TextSpan.FromBounds(result[^1].Start, outer.End);
            else result.Add(outer);
        }

        return result.ToImmutable();
    }

    private int FirstPiece(int offset)
    {
        int low = 0, high = _pieces.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_pieces[middle].InnerEnd <= offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private readonly record struct Piece(int InnerStart, int InnerLength, TextSpan Outer)
    {
        public int InnerEnd => InnerStart + InnerLength;

        public TextSpan Map(TextSpan inner)
        {
            // An escape is one piece whose lengths differ: it is mapped whole or not at all.
            if (InnerLength != Outer.Length) return Outer;
            var start = Math.Max(inner.Start, InnerStart) - InnerStart;
            var end = Math.Min(inner.End, InnerEnd) - InnerStart;
            return TextSpan.FromBounds(Outer.Start + start, Outer.Start + end);
        }
    }

    /// <summary>Puts an inner text together, from its beginning to its end.</summary>
    /// <param name="outer">The text around it.</param>
    public sealed class Builder(string outer)
    {
        private readonly StringBuilder _text = new();
        private readonly ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>();

        /// <summary>How long the inner text is so far (UTF-16).</summary>
        public int Length => _text.Length;

        /// <summary>Appends a span of the outer text as it is.</summary>
        public void Append(TextSpan span)
        {
            if (span.IsEmpty) return;
            _pieces.Add(new Piece(_text.Length, span.Length, span));
            _text.Append(outer, span.Start, span.Length);
        }

        /// <summary>Appends what an escape of the outer text means; the meaning may not be empty.</summary>
        public void AppendEscape(TextSpan span, string meaning)
        {
            _pieces.Add(new Piece(_text.Length, meaning.Length, span));
            _text.Append(meaning);
        }

        /// <summary>The finished inner text.</summary>
        public EmbeddedText Build() => new(_text.ToString(), _pieces.ToImmutable());
    }
}
