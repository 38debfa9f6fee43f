using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Renaming;

/// <summary>The run of characters without blanks, quotes and brackets in which a name stands: a URL, a path, an image.</summary>
internal static class TextToken
{
    /// <summary>The token around a span; at least the span itself.</summary>
    public static TextSpan Around(string text, TextSpan span)
    {
        var start = span.Start;
        while (start > 0 && IsPart(text, start - 1)) start--;
        var end = span.End;
        while (end < text.Length && IsPart(text, end)) end++;
        while (end > span.End && text[end - 1] is '.' or ',' or ':' or ';' or '!' or '?' or '*' or '_' or '~') end--;
        return TextSpan.FromBounds(start, end);
    }

    private static bool IsPart(string text, int index)
    {
        var c = text[index];
        if (char.IsWhiteSpace(c)) return false;
        return c is not ('"' or '\'' or '`' or '<' or '>' or '(' or ')' or '[' or ']' or '{' or '}' or '|' or ',' or ';' or '\\' or '^');
    }
}
