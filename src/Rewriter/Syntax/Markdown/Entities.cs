using System.Net;
using System.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>Backslash escapes and character references (CommonMark, sections 2.4 and 2.5).</summary>
internal static class Entities
{
    private const int LongestReference = 32;

    /// <summary>Resolves the references of a raw text and, where asked, its backslash escapes.</summary>
    public static string Decode(ReadOnlySpan<char> raw, bool backslashes)
    {
        if (raw.IndexOfAny('&', '\\') < 0) return raw.ToString();
        var result = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var length = UnitLength(raw, backslashes);
            if (length == 1) result.Append(raw[0]);
            else if (raw[0] == '\\') result.Append(raw[1]);
            else result.Append(WebUtility.HtmlDecode(raw[..length].ToString()));
            raw = raw[length..];
        }

        return result.ToString();
    }

    /// <summary>True where an offset lies inside of an escape or a reference of a raw text.</summary>
    public static bool Cuts(ReadOnlySpan<char> raw, int offset, bool backslashes)
    {
        for (var at = 0; at < offset;)
        {
            at += UnitLength(raw[at..], backslashes);
            if (at > offset) return true;
        }

        return false;
    }

    /// <summary>How many characters of a raw text make its first meant character: 1 for a plain one.</summary>
    public static int UnitLength(ReadOnlySpan<char> raw, bool backslashes)
    {
        if (raw[0] == '\\') return backslashes && raw.Length > 1 && IsPunctuation(raw[1]) ? 2 : 1;
        return raw[0] == '&' ? ReferenceLength(raw) : 1;
    }

    /// <summary>True for the ASCII punctuation that a backslash can escape.</summary>
    public static bool IsPunctuation(char c) => c is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    private static int ReferenceLength(ReadOnlySpan<char> raw)
    {
        var end = raw[..Math.Min(raw.Length, LongestReference)].IndexOf(';');
        if (end < 2) return 1;
        var name = raw[1..end];
        if (name[0] == '#')
        {
            var digits = name[1..];
            var hexadecimal = digits is ['x' or 'X', ..];
            if (hexadecimal) digits = digits[1..];
            if (digits.IsEmpty || digits.Length > 7) return 1;
            foreach (var c in digits)
            {
                if (!(hexadecimal ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c))) return 1;
            }

            return end + 1;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return 1;
        }

        return end + 1;
    }
}
