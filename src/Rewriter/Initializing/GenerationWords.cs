using System.Text;

namespace Rewriter.Initializing;

/// <summary>The words by which two generations are told apart, and names carried from one to the other.</summary>
internal sealed class GenerationWords
{
    private readonly (string Text, string Other, bool IsTo)[] _spellings;

    public GenerationWords(string from, string to)
    {
        (From, To) = (from, to);
        // The longer first: where one word holds the other, the place belongs to the longer.
        _spellings =
        [
            .. new[] { (from, to, false), (to, from, true), (Snake(from), Snake(to), false), (Snake(to), Snake(from), true) }
                .DistinctBy(s => s.Item1)
                .OrderByDescending(s => s.Item1.Length),
        ];
    }

    public string From { get; }

    public string To { get; }

    /// <summary>What files are searched for.</summary>
    public IReadOnlyList<string> Needles => [.. _spellings.Select(s => s.Text)];

    /// <summary>True where one of the words stands in a text as a whole member.</summary>
    public bool IsIn(string text) => Members(text).Any();

    /// <summary>True where a text is nothing but a word, separators aside.</summary>
    public bool IsBare(string text) => Members(text).ToList() is [var only] && !text.Where((_, i) => i < only.Start || i >= only.End).Any(char.IsLetterOrDigit);

    /// <summary>The name in the generation that goes.</summary>
    public string Older(string text) => Swap(text, toNewer: false);

    /// <summary>The name in the generation that comes.</summary>
    public string Newer(string text) => Swap(text, toNewer: true);

    /// <summary>A name without the word: what is peculiar to it.</summary>
    public string Rest(string text)
    {
        var rest = text;
        foreach (var (start, end, _, _) in Members(text).Reverse()) rest = rest.Remove(start, end - start);
        return string.Join('-', rest.Split(['-', '_', '/', '.', ' '], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }

    /// <summary>The places of the words as whole members, in order.</summary>
    public IEnumerable<(int Start, int End, bool IsTo, string Other)> Members(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var found = _spellings.FirstOrDefault(s => string.CompareOrdinal(text, at, s.Text, 0, s.Text.Length) == 0 && IsMember(text, at, at + s.Text.Length));
            if (found.Text is null)
            {
                at++;
                continue;
            }

            yield return (at, at + found.Text.Length, found.IsTo, found.Other);
            at += found.Text.Length;
        }
    }

    private string Swap(string text, bool toNewer)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var (start, end, isTo, other) in Members(text))
        {
            result.Append(text, at, start - at).Append(isTo == toNewer ? text[start..end] : other);
            at = end;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static bool IsMember(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private static string Snake(string word) => word.Replace('-', '_');
}
