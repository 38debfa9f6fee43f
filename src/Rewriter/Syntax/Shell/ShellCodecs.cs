using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rewriter.Syntax.Shell;

/// <summary>The codecs of a shell's words and texts.</summary>
internal static class ShellCodecs
{
    private static readonly SearchValues<char> NotInFunctionName = SearchValues.Create(" \t\r\n;&|<>()$`\"'\\{}#*?[]=!");

    /// <summary>Text outside of quotes: a backslash makes the next character literal.</summary>
    public static LeafCodec Unquoted { get; } = new UnquotedCodec();

    /// <summary>Text in single quotes, the idioms <c>'\''</c> and <c>'"'"'</c> for a single quote included.</summary>
    public static LeafCodec SingleQuoted { get; } = new SingleQuotedCodec();

    /// <summary>Text in double quotes.</summary>
    public static LeafCodec DoubleQuoted { get; } = new BackslashCodec("a double-quoted word", "$`\"\\", "$`\"\\");

    /// <summary>The word of <c>${x:-word}</c> inside double quotes.</summary>
    public static LeafCodec QuotedDefault { get; } = new BackslashCodec("a default inside double quotes", "$`\"\\}", "$`\"\\}");

    /// <summary>The body of a here-document whose delimiter is not quoted.</summary>
    public static LeafCodec Heredoc { get; } = new BackslashCodec("a here-document", "$`\\", "$`\\");

    /// <summary>The default of an expansion inside a here-document.</summary>
    public static LeafCodec HeredocDefault { get; } = new BackslashCodec("a default inside a here-document", "$`\\}", "$`\\}");

    /// <summary>Commands between backticks.</summary>
    public static LeafCodec Backticks { get; } = new BackslashCodec("commands between backticks", "$`\\", "`\\");

    /// <summary>Commands between backticks that stand in double quotes.</summary>
    public static LeafCodec QuotedBackticks { get; } = new BackslashCodec("commands between backticks", "$`\\\"", "`\\\"");

    /// <summary>Text in <c>$'…'</c>.</summary>
    public static LeafCodec AnsiC { get; } = new AnsiCCodec();

    /// <summary>A comment, or any text of one line that means itself.</summary>
    public static LeafCodec Comment { get; } = new RestrictedCodec("a comment", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);

    /// <summary>The name of a variable or function's parameter.</summary>
    public static LeafCodec Name { get; } = new RestrictedCodec("the name of a shell variable", IsName);

    /// <summary>The name of a function.</summary>
    public static LeafCodec FunctionName { get; } = new RestrictedCodec("the name of a shell function", text => text.Length > 0 && text.AsSpan().IndexOfAny(NotInFunctionName) < 0);

    /// <summary>A number, such as that of a file descriptor.</summary>
    public static LeafCodec Number { get; } = new RestrictedCodec("a number", text => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit));

    /// <summary>A reserved word: never written.</summary>
    public static LeafCodec Fixed { get; } = new RestrictedCodec("the place of a reserved word", _ => false);

    /// <summary>The word that ends a here-document.</summary>
    public static LeafCodec Delimiter { get; } = new RestrictedCodec("the delimiter of a here-document", text => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.'));

    /// <summary>The body of a here-document whose delimiter is quoted: nothing in it is special but the delimiter.</summary>
    public static LeafCodec RawHeredoc(string delimiter) =>
        new RestrictedCodec($"a here-document that ends with '{delimiter}'", text => text.AsSpan().IndexOfAny('\r', '\n') < 0 && text != delimiter);

    /// <summary>Whether a text can be the name of a variable.</summary>
    public static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool IsLineEnd(char character) => character is '\n' or '\r';

    private sealed class UnquotedCodec : EscapingCodec
    {
        protected override ReadOnlySpan<char> EscapeStarts => "\\";

        protected override string Place => "an unquoted word";

        protected override int UnitLength(string text, int at, int end) => text[at] == '\\' && at + 1 < end ? 2 : 1;

        protected override void AppendMeaning(ReadOnlySpan<char> unit, StringBuilder result) => result.Append(unit[1]);

        protected override bool TryAppend(char character, StringBuilder raw)
        {
            if (IsLineEnd(character)) return false;
            var safe = char.IsLetterOrDigit(character) || character > '\x7f' || character is '_' or '-' or '.' or '/' or ':' or ',' or '@' or '%' or '+' or '=' or '^';
            if (!safe) raw.Append('\\');
            raw.Append(character);
            return true;
        }
    }

    private sealed class SingleQuotedCodec : EscapingCodec
    {
        private const string ByBackslash = "'\\''";
        private const string ByDoubleQuotes = "'\"'\"'";

        protected override ReadOnlySpan<char> EscapeStarts => "'";

        protected override string Place => "a single-quoted word";

        protected override int UnitLength(string text, int at, int end)
        {
            var rest = text.AsSpan(at, end - at);
            return rest.StartsWith(ByBackslash) ? ByBackslash.Length : rest.StartsWith(ByDoubleQuotes) ? ByDoubleQuotes.Length : 1;
        }

        protected override void AppendMeaning(ReadOnlySpan<char> unit, StringBuilder result) => result.Append('\'');

        protected override bool TryAppend(char character, StringBuilder raw)
        {
            if (IsLineEnd(character)) return false;
            if (character == '\'') raw.Append(ByBackslash);
            else raw.Append(character);
            return true;
        }
    }

    /// <summary>A backslash escapes only some characters, before all others it means itself.</summary>
    private sealed class BackslashCodec(string place, string escapable, string escaped) : EscapingCodec
    {
        protected override ReadOnlySpan<char> EscapeStarts => "\\";

        protected override string Place => place;

        protected override int UnitLength(string text, int at, int end) =>
            text[at] == '\\' && at + 1 < end && escapable.Contains(text[at + 1], StringComparison.Ordinal) ? 2 : 1;

        protected override void AppendMeaning(ReadOnlySpan<char> unit, StringBuilder result) => result.Append(unit[1]);

        protected override bool TryAppend(char character, StringBuilder raw)
        {
            if (IsLineEnd(character)) return false;
            if (escaped.Contains(character, StringComparison.Ordinal)) raw.Append('\\');
            raw.Append(character);
            return true;
        }
    }

    private sealed class AnsiCCodec : EscapingCodec
    {
        private const string Simple = "a\ab\be\u001bE\u001bf\fn\nr\rt\tv\v\\\\''\"\"??";

        protected override ReadOnlySpan<char> EscapeStarts => "\\";

        protected override string Place => "a word in $'…'";

        protected override int UnitLength(string text, int at, int end)
        {
            if (text[at] != '\\' || at + 1 >= end) return 1;
            var next = text[at + 1];
            return next switch
            {
                'x' => 2 + Digits(text, at + 2, end, 2, 16),
                'u' => 2 + Digits(text, at + 2, end, 4, 16),
                'U' => 2 + Digits(text, at + 2, end, 8, 16),
                'c' => Math.Min(3, end - at),
                >= '0' and <= '7' => 1 + Digits(text, at + 1, end, 3, 8),
                _ => 2,
            };
        }

        protected override void AppendMeaning(ReadOnlySpan<char> unit, StringBuilder result)
        {
            var kind = unit[1];
            if (kind is 'x' or 'u' or 'U' && unit.Length > 2) AppendScalar(int.Parse(unit[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture), unit, result);
            else if (kind is >= '0' and <= '7') result.Append((char)Octal(unit[1..]));
            else if (kind == 'c' && unit.Length == 3) result.Append((char)(unit[2] & 0x1f));
            else if (Meaning(kind) is { } meaning) result.Append(meaning);
            else result.Append(unit);
        }

        protected override bool TryAppend(char character, StringBuilder raw)
        {
            if (character == '\n') raw.Append("\\n");
            else if (character == '\r') raw.Append("\\r");
            else if (character is '\'' or '\\') raw.Append('\\').Append(character);
            else raw.Append(character);
            return true;
        }

        private static char? Meaning(char kind)
        {
            for (var i = 0; i < Simple.Length; i += 2)
            {
                if (Simple[i] == kind) return Simple[i + 1];
            }

            return null;
        }

        private static void AppendScalar(int scalar, ReadOnlySpan<char> unit, StringBuilder result)
        {
            if (Rune.IsValid(scalar)) result.Append(new Rune(scalar).ToString());
            else result.Append(unit);
        }

        private static int Octal(ReadOnlySpan<char> digits)
        {
            var value = 0;
            foreach (var digit in digits) value = (value * 8) + (digit - '0');
            return value & 0xff;
        }

        private static int Digits(string text, int at, int end, int most, int radix)
        {
            var count = 0;
            while (count < most && at + count < end && (radix == 16 ? char.IsAsciiHexDigit(text[at + count]) : text[at + count] is >= '0' and <= '7')) count++;
            return count;
        }
    }
}
