namespace Rewriter.Naming;

/// <summary>
/// The new name in the shape of its place. An old name of one word says nothing about separators, so that
/// <c>orderflow_db</c>, <c>orderflow-db</c> and <c>orderflowDb</c> need three shapes of <c>pult-app</c>.
/// </summary>
internal static class NameShape
{
    /// <summary>The text that takes the place of a spelling between two offsets of a text.</summary>
    public static string Fit(NameSpelling spelling, string text, int start, int end)
    {
        if (spelling.NewWords.Count < 2) return spelling.To;
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        var large = IsAll(spelling.From, char.IsUpper);
        var small = IsAll(spelling.From, char.IsLower);
        if (large || small)
        {
            var separator = before == '_' || after == '_' ? "_" : before == '-' || after == '-' ? "-" : null;
            if (separator is not null && Joins(before, after)) return Case(string.Join(separator, spelling.NewWords), large);
            return small && char.IsUpper(after) ? NameWords.Camel(spelling.NewWords) : spelling.To;
        }

        return spelling.To;
    }

    /// <summary>Every shape that <see cref="Fit"/> can give.</summary>
    public static IEnumerable<string> All(NameSpelling spelling)
    {
        if (spelling.NewWords.Count < 2) yield break;
        foreach (var separator in new[] { "-", "_" })
        {
            yield return NameWords.Lower(string.Join(separator, spelling.NewWords));
            yield return NameWords.Upper(string.Join(separator, spelling.NewWords));
        }

        yield return NameWords.Camel(spelling.NewWords);
    }

    private static bool Joins(char before, char after) => char.IsLetterOrDigit(before) || char.IsLetterOrDigit(after) || before is '_' or '-' || after is '_' or '-';

    private static string Case(string text, bool large) => large ? NameWords.Upper(text) : NameWords.Lower(text);

    private static bool IsAll(string text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c) && !test(c)) return false;
        }

        return true;
    }
}
