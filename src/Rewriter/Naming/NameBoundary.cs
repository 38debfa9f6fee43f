using System.Globalization;

namespace Rewriter.Naming;

/// <summary>Where a name may begin and end in a text: at the border of a word or of a camel-case member.</summary>
internal static class NameBoundary
{
    /// <summary>True where a name may begin: <c>temporary</c> does not hold <c>rary</c>, <c>myOrderflow</c> holds <c>Orderflow</c>.</summary>
    public static bool MayBegin(string text, int start)
    {
        if (start == 0 || !IsWordPart(text[start]) || !IsWordPart(text[start - 1])) return true;
        return NameWords.BeginsHump(text, start) || FollowsEscape(text, start);
    }

    /// <summary>
    /// True where a name may end: before a sign, an underscore, a hump, or a number that counts it (<c>orderflow2</c>);
    /// a name that ends in a digit does not end before another.
    /// </summary>
    public static bool MayEnd(string text, int end)
    {
        if (end >= text.Length || !IsWordPart(text[end])) return true;
        var last = text[end - 1];
        if (!IsWordPart(last)) return true;
        if (char.IsAsciiDigit(text[end])) return !char.IsAsciiDigit(last);
        return char.IsUpper(text[end]) && !char.IsUpper(last);
    }

    /// <summary>True where the plural's s follows, and the word ends behind it.</summary>
    public static bool IsPlural(string text, int end)
    {
        if (end >= text.Length) return false;
        var large = char.IsUpper(text[end - 1]) && end > 1 && char.IsUpper(text[end - 2]);
        if (text[end] != (large ? 'S' : 's')) return text[end] == 's' && !(end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]));
        return MayEnd(text, end + 1);
    }

    /// <summary>True where a slug or an address may end: <c>owner/name</c> does not end in <c>owner/name-two</c>.</summary>
    public static bool MayEndSlug(string text, int end)
    {
        if (end + 1 >= text.Length || text[end] is not ('-' or '_' or '.')) return true;
        return !char.IsLetterOrDigit(text[end + 1]) || string.CompareOrdinal(text, end, ".git", 0, 4) == 0;
    }

    // A letter of a script without cases is no part of a name written in another script: 使用Orderflow的
    private static bool IsWordPart(char c) => char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) && char.GetUnicodeCategory(c) != UnicodeCategory.OtherLetter;

    /// <summary>The letter before belongs to an escape: <c>\nmaster</c>, <c>%2Fmaster</c>.</summary>
    private static bool FollowsEscape(string text, int start)
    {
        if (text[start - 1] is 'n' or 't' or 'r' && start > 1 && text[start - 2] == '\\') return start < 3 || text[start - 3] != '\\';
        return start > 2 && text[start - 3] == '%' && char.IsAsciiHexDigitUpper(text[start - 2]) && char.IsAsciiHexDigitUpper(text[start - 1]);
    }
}
