using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Toml;

/// <summary>Finds where a string ends, and checks what it holds.</summary>
internal static class TomlStrings
{
    /// <summary>The content of a string, without its quotes and without a line end right behind the opening ones.</summary>
    /// <param name="text">The file.</param>
    /// <param name="opening">Where the quote stands.</param>
    /// <param name="multiLine">True for three quotes.</param>
    /// <param name="failure">Why null came back.</param>
    public static TextSpan? Find(string text, int opening, bool multiLine, out TomlStringFailure? failure)
    {
        var quote = text[opening];
        var at = opening + (multiLine ? 3 : 1);
        if (multiLine && at < text.Length && text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
        if (multiLine && at < text.Length && text[at] == '\n') at++;
        var start = at;
        failure = null;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == quote)
            {
                var run = 1;
                while (multiLine && run < 5 && at + run < text.Length && text[at + run] == quote) run++;
                if (!multiLine) return TextSpan.FromBounds(start, at);
                if (run >= 3) return TextSpan.FromBounds(start, at + run - 3);
                at += run;
            }
            else if (c == '\\' && quote == '"')
            {
                var length = EscapeLength(text, at, multiLine);
                if (length == 0)
                {
                    failure = new TomlStringFailure(at, "a string holds an unknown escape");
                    return null;
                }

                at += length;
            }
            else if (TomlCodecs.IsControl(c) && !(multiLine && IsLineEnd(text, at)))
            {
                failure = c is '\r' or '\n' ? new TomlStringFailure(opening, "a string has no end") : new TomlStringFailure(at, "a string holds a control character");
                return null;
            }
            else
            {
                at++;
            }
        }

        failure = new TomlStringFailure(opening, "a string has no end");
        return null;
    }

    private static bool IsLineEnd(string text, int at) => text[at] == '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n');

    private static int EscapeLength(string text, int at, bool multiLine)
    {
        if (at + 1 >= text.Length) return 0;
        switch (text[at + 1])
        {
            case 'b' or 't' or 'n' or 'f' or 'r' or 'e' or '"' or '\\':
                return 2;
            case 'x':
                return IsScalar(text, at + 2, 2) ? 4 : 0;
            case 'u':
                return IsScalar(text, at + 2, 4) ? 6 : 0;
            case 'U':
                return IsScalar(text, at + 2, 8) ? 10 : 0;
            case ' ' or '\t' or '\r' or '\n' when multiLine:
                var line = at + 1;
                while (line < text.Length && text[line] is ' ' or '\t') line++;
                return line < text.Length && IsLineEnd(text, line) ? line - at : 0;
            default:
                return 0;
        }
    }

    private static bool IsScalar(string text, int at, int digits) =>
        at + digits <= text.Length
        && uint.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar)
        && scalar <= 0x10FFFF && Rune.IsValid((int)scalar);
}
