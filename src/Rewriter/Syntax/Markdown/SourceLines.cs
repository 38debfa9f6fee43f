using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>Walks over the lines of a part of a text.</summary>
internal static class SourceLines
{
    /// <summary>The lines of a span, without their ends; empty ones are passed over.</summary>
    public static IEnumerable<TextSpan> Of(string text, TextSpan span)
    {
        for (var at = span.Start; at < span.End;)
        {
            var length = text.AsSpan(at, span.End - at).IndexOfAny('\r', '\n');
            var end = length < 0 ? span.End : at + length;
            if (end > at) yield return TextSpan.FromBounds(at, end);
            at = end + 1;
        }
    }

    /// <summary>A span without the blanks at its ends.</summary>
    public static TextSpan Trim(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return TextSpan.FromBounds(start, end);
    }
}
