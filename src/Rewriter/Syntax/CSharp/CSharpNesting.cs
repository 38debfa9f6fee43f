namespace Rewriter.Syntax.CSharp;

/// <summary>
/// Bounds the depth of a text before Roslyn sees it. Roslyn guards its recursion over expressions and statements, but
/// not over types, patterns, conditional accesses, directives and the elements of documentation: a thousand brackets
/// there end the process. One quick pass counts signs wherever they stand; only a text that it finds suspicious is
/// read again with strings and comments left out.
/// </summary>
internal static class CSharpNesting
{
    /// <summary>A chain of conditional accesses is a recursion too, but long ones are written.</summary>
    private const int MaxChain = 1000;

    /// <summary>For each character up to <c>}</c> whether it is counted or begins what is left out.</summary>
    private static readonly bool[] Signs = [.. Enumerable.Range(0, '}' + 1).Select(c => "()[]{}<>;?!\n\"'/".Contains((char)c))];

    /// <summary>Where (UTF-16) the text is nested deeper than <see cref="ReadRequest.MaxNesting"/>, or null.</summary>
    public static int? TooDeepAt(string text) => Count(text, skipQuoted: false) is null ? null : Count(text, skipQuoted: true);

    private static int? Count(string text, bool skipQuoted)
    {
        var signs = Signs.AsSpan();
        var documentation = false;
        int brackets = 0, angles = 0, chain = 0, negations = 0, elements = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];

            // Letters, digits and blanks are most of a text.
            if (c >= signs.Length || !signs[c]) continue;
            switch (c)
            {
                case '(' or '[':
                    brackets++;
                    break;
                case ')' or ']':
                    if (brackets > 0) brackets--;
                    break;
                case '{':
                    (brackets, angles) = (brackets + 1, 0);
                    break;
                case '}':
                    (brackets, angles) = (Math.Max(brackets - 1, 0), 0);
                    break;
                case ';':
                    (angles, chain) = (0, 0);
                    break;
                case '<':
                    angles++;
                    elements += Next(text, i) == '/' ? -1 : 1;
                    break;
                case '>':
                    if (angles > 0) angles--;
                    if (i > 0 && text[i - 1] == '/') elements--;
                    break;
                case '?':
                    if (Next(text, i) is '.' or '[') chain++;
                    break;
                case '!':
                    negations++;
                    break;
                case '\n':
                    negations = 0;
                    if (!IsDocumentation(text, i + 1)) elements = 0;
                    if (documentation && !IsDocumentation(text, i + 1)) documentation = false;
                    break;
                default:
                    if (!skipQuoted || c is not ('"' or '\'' or '/')) break;
                    if (c == '/' && IsDocumentationSign(text, i)) documentation = true;
                    else if (c == '/' && i > 0 && text[i - 1] == '*') documentation = false;
                    else if (!documentation) i = SkipQuoted(text, i);
                    break;
            }

            if (brackets > ReadRequest.MaxNesting || angles > ReadRequest.MaxNesting || elements > ReadRequest.MaxNesting || chain > MaxChain || negations > ReadRequest.MaxNesting) return i;
        }

        return null;
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    private static bool IsDocumentation(string text, int lineStart)
    {
        while (lineStart < text.Length && text[lineStart] is (' ' or '\t')) lineStart++;
        return lineStart < text.Length && text[lineStart] is ('/' or '*' or '<');
    }

    private static bool IsDocumentationSign(string text, int at) =>
        text.AsSpan(at).StartsWith("///", StringComparison.Ordinal) || text.AsSpan(at).StartsWith("/**", StringComparison.Ordinal);

    /// <summary>
    /// The last character of the literal or comment that begins at a place; the place itself where none does.
    /// Documentation is not left out, and neither is what is interpolated, because code stands in both.
    /// </summary>
    private static int SkipQuoted(string text, int at)
    {
        if (text[at] == '/')
        {
            if (Next(text, at) == '*') return End(text, at + 2, "*/");
            return Next(text, at) == '/' ? EndOfLine(text, at) : at;
        }

        var prefix = at > 0 ? text[at - 1] : '\0';
        if (prefix == '$' || (prefix == '@' && at > 1 && text[at - 2] == '$')) return at;
        if (text[at] == '"' && prefix == '@') return EndOfVerbatim(text, at + 1);
        if (text.AsSpan(at).StartsWith("\"\"\"", StringComparison.Ordinal)) return EndOfRaw(text, at);
        for (var i = at + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == text[at]) return i;
        }

        return at;
    }

    private static int EndOfVerbatim(string text, int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (Next(text, at) != '"') return at;
            at++;
        }

        return text.Length - 1;
    }

    private static int EndOfRaw(string text, int at)
    {
        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"') quotes++;
        return End(text, at + quotes, new string('"', quotes));
    }

    private static int End(string text, int from, string delimiter)
    {
        var found = text.IndexOf(delimiter, Math.Min(from, text.Length), StringComparison.Ordinal);
        return found < 0 ? text.Length - 1 : found + delimiter.Length - 1;
    }

    private static int EndOfLine(string text, int at)
    {
        // The line end itself is counted, so the character before it is the last one.
        var length = text.AsSpan(at).IndexOf('\n');
        return length < 0 ? text.Length - 1 : at + length - 1;
    }
}
