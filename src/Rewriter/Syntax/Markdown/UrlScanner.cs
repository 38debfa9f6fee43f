using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>Finds URLs that stand in running text and that the tree does not know: in a link's text, with a rare scheme.</summary>
internal static class UrlScanner
{
    /// <summary>The first URL in a span; null where there is none.</summary>
    public static TextSpan? Next(string text, TextSpan span)
    {
        for (var from = span.Start; from < span.End;)
        {
            var found = text.AsSpan(from, span.End - from).IndexOf("://", StringComparison.Ordinal);
            if (found < 0) return null;
            var colon = from + found;
            var start = colon;
            while (start > from && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '.' or '-')) start--;
            while (start < colon && !char.IsAsciiLetter(text[start])) start++;
            var end = colon + 3;
            while (end < span.End && !EndsUrl(text[end])) end++;
            while (end > colon + 3 && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '"' or ')' or ']' or '*' or '_') end--;
            if (start < colon && end > colon + 3) return TextSpan.FromBounds(start, end);
            from = colon + 3;
        }

        return null;
    }

    private static bool EndsUrl(char c) => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '`' or '|' or '\\' or '(' or ')' or '[' or ']' or '{' or '}';
}
