using System.Globalization;

namespace Rewriter.Naming;

/// <summary>The words of a name, and words put together again.</summary>
public static class NameWords
{
    /// <summary>
    /// Splits a name at separators and at humps: <c>order-flow</c>, <c>OrderFlow</c> and <c>ORDER_FLOW</c> have two
    /// words, <c>HTTPServer</c> has HTTP and Server, <c>s3-bucket</c> has s3 and bucket. Digits belong to what
    /// precedes them. The words keep their case.
    /// </summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsLetterOrDigit(name[i]))
            {
                Take(i);
                continue;
            }

            if (start >= 0 && BeginsHump(name, i)) Take(i);
            if (start < 0) start = i;
        }

        Take(name.Length);
        return words;

        void Take(int end)
        {
            if (start >= 0) words.Add(name[start..end]);
            start = -1;
        }
    }

    /// <summary>True where a letter begins a member of a camel-case name: <c>F</c> of <c>orderFlow</c>, <c>S</c> of <c>HTTPServer</c>.</summary>
    internal static bool BeginsHump(ReadOnlySpan<char> text, int index)
    {
        if (!char.IsUpper(text[index])) return false;
        var previous = text[index - 1];
        return char.IsLower(previous) || char.IsAsciiDigit(previous) || (char.IsUpper(previous) && index + 1 < text.Length && char.IsLower(text[index + 1]));
    }

    /// <summary>First letter large, the rest small.</summary>
    internal static string Capitalize(string word) =>
        word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLower(CultureInfo.InvariantCulture);

    internal static string Lower(string text) => text.ToLower(CultureInfo.InvariantCulture);

    internal static string Upper(string text) => text.ToUpper(CultureInfo.InvariantCulture);

    internal static string Camel(IReadOnlyList<string> words) =>
        words.Count == 0 ? string.Empty : Lower(words[0]) + string.Concat(words.Skip(1).Select(Capitalize));

    internal static string Pascal(IReadOnlyList<string> words) => string.Concat(words.Select(Capitalize));

    /// <summary>The English plural of a name's last word, in the case of its last letter.</summary>
    internal static string Plural(string name)
    {
        if (name.Length < 2) return name + "s";
        var last = char.ToLowerInvariant(name[^1]);
        var before = char.ToLowerInvariant(name[^2]);
        var large = char.IsUpper(name[^1]) && char.IsUpper(name[^2]);
        if (last == 'y' && before is not ('a' or 'e' or 'i' or 'o' or 'u')) return name[..^1] + (large ? "IES" : "ies");
        var sibilant = last is 's' or 'x' or 'z' || (last == 'h' && (before is 'c' or 's'));
        return name + (sibilant ? large ? "ES" : "es" : large ? "S" : "s");
    }
}
