using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>Walks over the lines of a part of a text.</summary>
internal static class SourceLines
{
    /// <summary>The lines of a span, without their ends; empty ones are passed over.</summary>
    public static Enumerator Of(string text, TextSpan span) => new(text, span);

    /// <summary>A span without the blanks at its ends.</summary>
    public static TextSpan Trim(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return TextSpan.FromBounds(start, end);
    }

    /// <summary>Goes from line to line; a struct, since there is one for every gap of a document.</summary>
    internal struct Enumerator(string text, TextSpan span)
    {
        private int _next = span.Start;

        public TextSpan Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_next < span.End)
            {
                var start = _next;
                var length = text.AsSpan(start, span.End - start).IndexOfAny('\r', '\n');
                var end = length < 0 ? span.End : start + length;
                _next = end + 1;
                if (end == start) continue;
                Current = TextSpan.FromBounds(start, end);
                return true;
            }

            return false;
        }
    }
}
