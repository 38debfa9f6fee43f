using System.Globalization;
using System.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// The characters of identifiers (specification, "Identifiers"): Unicode's ID_Start and ID_Continue, with <c>_</c> also
/// at the beginning and <c>-</c> also behind it.
/// </summary>
internal static class HclCharacters
{
    /// <summary>The end (exclusive) of the identifier that begins at an offset; the offset itself where there is none.</summary>
    public static int EndOfIdentifier(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiLetter(c) || c == '_' || (at > start && (char.IsAsciiDigit(c) || c == '-'))) at++;
            else if (c < 0x80) break;
            else if (!Rune.TryGetRuneAt(text, at, out var rune) || !IsPart(rune, at == start)) break;
            else at += rune.Utf16SequenceLength;
        }

        return at;
    }

    /// <summary>True where the whole text is one identifier.</summary>
    public static bool IsIdentifier(string text) => text.Length > 0 && EndOfIdentifier(text, 0) == text.Length;

    /// <summary>True where the whole text is one number literal.</summary>
    public static bool IsNumber(string text) => text.Length > 0 && EndOfNumber(text, 0) == text.Length;

    /// <summary>The end of the number literal that begins at an offset ("Numeric Literals"): no sign, no base but ten.</summary>
    public static int EndOfNumber(string text, int start)
    {
        var at = EndOfDigits(text, start);
        if (at == start) return start;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1])) at = EndOfDigits(text, at + 1);
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var exponent = at + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            var end = EndOfDigits(text, exponent);
            if (end > exponent) at = end;
        }

        return at;
    }

    private static int EndOfDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at;
    }

    private static bool IsPart(Rune rune, bool first) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => true,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation => !first,
        _ => false,
    };
}
