using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>Reads one action of a Go template, from <c>{{</c> to <c>}}</c> (text/template's lexical rules).</summary>
internal static class HelmActionReader
{
    private static readonly RestrictedCodec Name = new("a name of a template", text =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(IsNameCharacter));

    private static readonly RestrictedCodec RawString = new("a raw string", text => !text.Contains('`', StringComparison.Ordinal));
    private static readonly RestrictedCodec Comment = new("a template's comment", text => !text.Contains("*/", StringComparison.Ordinal));

    /// <summary>Where the action that opens at an offset ends (exclusive); the end of the text where it is not closed.</summary>
    public static int EndOf(string text, int opening)
    {
        var at = opening + 2;
        var comment = at;
        while (comment < text.Length && text[comment] is '-' or ' ' or '\t' or '\r' or '\n') comment++;
        if (string.CompareOrdinal(text, comment, "/*", 0, 2) == 0)
        {
            var close = text.IndexOf("*/", comment + 2, StringComparison.Ordinal);
            if (close < 0) return text.Length;
            at = close + 2;
        }

        while (at < text.Length)
        {
            var c = text[at];
            if (c == '}' && at + 1 < text.Length && text[at + 1] == '}') return at + 2;
            at = c is '"' or '`' or '\'' ? EndOfString(text, at) : at + 1;
        }

        return text.Length;
    }

    /// <summary>Adds the leaves of an action.</summary>
    public static void Add(LeafBuilder leaves, string text, TextSpan action, StructuralPath path)
    {
        var at = action.Start + 2;
        var keyword = default(TextSpan);
        while (at < action.End)
        {
            var c = text[at];
            if (IsNameStart(c)) at = AddName(leaves, text, at, action.End, path, ref keyword);
            else if (c is '"' or '`' or '\'') at = AddString(leaves, text, at, action.End, path, ref keyword);
            else if (c == '/' && at + 1 < action.End && text[at + 1] == '*') at = AddComment(leaves, text, at + 2, action.End, path);
            else if (char.IsLetterOrDigit(c)) at = AddNumber(leaves, text, at, action.End, path);
            else at++;
        }
    }

    private static int AddName(LeafBuilder leaves, string text, int start, int end, StructuralPath path, ref TextSpan keyword)
    {
        var at = start;
        while (at < end && IsNameCharacter(text[at])) at++;
        var span = TextSpan.FromBounds(start, at);
        var before = text[start - 1];
        if (before is '.' or '$')
        {
            leaves.Add(span, before == '$' ? Label.Variable : Label.Address, path, Name, before == '.' ? ValueSymbol(text, start, at) : null);
            return at;
        }

        keyword = span;
        leaves.Add(span, Label.Keyword, path, Name);
        return at;
    }

    /// <summary><c>.Values.a.b</c> names <c>a.b</c> where b stands.</summary>
    private static SymbolReference? ValueSymbol(string text, int start, int end)
    {
        var first = start;
        while (first > 0 && (IsNameCharacter(text[first - 1]) || text[first - 1] == '.')) first--;
        const string Values = ".Values.";
        return end - first > Values.Length && string.CompareOrdinal(text, first, Values, 0, Values.Length) == 0
            ? new SymbolReference("helm.value", text[(first + Values.Length)..end], IsDefinition: false)
            : null;
    }

    private static int AddString(LeafBuilder leaves, string text, int start, int end, StructuralPath path, ref TextSpan keyword)
    {
        var stop = Math.Min(EndOfString(text, start), end);
        var closed = stop > start + 1 && text[stop - 1] == text[start];
        var span = TextSpan.FromBounds(start + 1, closed ? stop - 1 : stop);
        var word = text.AsSpan(keyword.Start, keyword.Length);
        var symbol = word is "define" or "include" or "template" or "block"
            ? new SymbolReference("helm.template", text.Substring(span.Start, span.Length), word is "define" or "block")
            : null;
        keyword = default;
        leaves.Add(span, Label.Value, path, text[start] == '`' ? RawString : GoStringCodec.Instance, symbol);
        return stop;
    }

    private static int AddComment(LeafBuilder leaves, string text, int start, int end, StructuralPath path)
    {
        var close = text.IndexOf("*/", start, end - start, StringComparison.Ordinal);
        var stop = close < 0 ? end : close;
        var from = start;
        var to = stop;
        while (from < to && char.IsWhiteSpace(text[from])) from++;
        while (to > from && char.IsWhiteSpace(text[to - 1])) to--;
        leaves.Add(TextSpan.FromBounds(from, to), Label.Comment, path, Comment);
        return close < 0 ? end : close + 2;
    }

    private static int AddNumber(LeafBuilder leaves, string text, int start, int end, StructuralPath path)
    {
        var at = start;
        while (at < end && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_')) at++;
        leaves.Add(TextSpan.FromBounds(start, at), Label.Value, path);
        return at;
    }

    private static int EndOfString(string text, int start)
    {
        var quote = text[start];
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == quote) return at + 1;
            if (quote == '`') continue;
            if (text[at] == '\\') at++;
            else if (text[at] == '\n') return at;
        }

        return text.Length;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';
}
