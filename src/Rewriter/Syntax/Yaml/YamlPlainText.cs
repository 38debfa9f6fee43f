using System.Buffers;

namespace Rewriter.Syntax.Yaml;

/// <summary>What may stand in a plain (unquoted) scalar, and what type it would have there.</summary>
internal static class YamlPlainText
{
    private static readonly SearchValues<char> FlowIndicators = SearchValues.Create(",[]{}");
    private static readonly HashSet<string> Words = new(["null", "true", "false", "yes", "no", "on", "off", ".nan", ".inf", "+.inf", "-.inf"], StringComparer.OrdinalIgnoreCase);
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789abcdefABCDEFxXoO_.+-:eEnNiIaAfF");

    /// <summary>
    /// True where a text can be written plain in its place and is read back as it is (YAML 1.2.2, 7.3.3).
    /// </summary>
    public static bool Fits(string text, bool inFlow)
    {
        if (text.Length == 0 || IsBlank(text[0]) || IsBlank(text[^1]) || !BeginsPlain(text, inFlow)) return false;
        if (inFlow && text.AsSpan().ContainsAny(FlowIndicators)) return false;
        // A document's mark is one only where a blank or nothing follows it (YAML 1.2.2, 9.1.4): '...rest' is plain text.
        var marks = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        if (marks && (text.Length == 3 || char.IsWhiteSpace(text[3]))) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (MustBeEscaped(c)) return false;
            if (c == ':' && (i + 1 == text.Length || IsBlank(text[i + 1]))) return false;
            if (c == '#' && i > 0 && IsBlank(text[i - 1])) return false;
        }

        return true;
    }

    /// <summary>True for a character that only a double-quoted scalar can hold.</summary>
    public static bool MustBeEscaped(char c) => c is '\u0085' or '\u2028' or '\u2029' or '\ufeff' || (char.IsControl(c) && c != '\t');

    /// <summary>
    /// True where a plain text is a string in both YAML 1.1 and 1.2: no null, boolean, number or date. Cautious: what
    /// any reader could take for something else is not a string.
    /// </summary>
    public static bool IsString(string text)
    {
        if (text.Length == 0) return false;
        switch (text.Length)
        {
            case 1 when text[0] is '~' or 'y' or 'Y' or 'n' or 'N' or '=':
            case <= 5 when IsWord(text):
            case 2 when text == "<<":
                return false;
            default:
                return !IsNumberLike(text);
        }
    }

    // Every short scalar passes here, and few begin like one of the words.
    private static bool IsWord(string text) => text[0] is 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'y' or 'Y' or 'o' or 'O' or '.' or '+' or '-' && Words.Contains(text);

    private static bool IsNumberLike(string text)
    {
        var first = text[0] is '+' or '-' or '.' && text.Length > 1 ? text[1] : text[0];
        if (!char.IsAsciiDigit(first) && !(first == '.' && text.Length > 2 && char.IsAsciiDigit(text[2]))) return false;
        if (IsDate(text)) return true;
        if (text.AsSpan().ContainsAnyExcept(NumberCharacters)) return false;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return true;

        // 1e3 and 12:30:45 are numbers; 1.2.3 and 12ab are not.
        return text.Count(c => c == '.') <= 1 && !text.Any(c => char.IsAsciiLetter(c) && c is not ('e' or 'E' or 'o' or 'b' or 'x'));
    }

    private static bool IsDate(string text) =>
        text.Length >= 8 && char.IsAsciiDigit(text[3]) && text[4] == '-' && text.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9') == false;

    private static bool BeginsPlain(string text, bool inFlow)
    {
        var c = text[0];
        if (c is '-' or '?' or ':')
            return text.Length > 1 && !IsBlank(text[1]) && !(inFlow && FlowIndicators.Contains(text[1]));
        return c is not (',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`');
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\r';
}
