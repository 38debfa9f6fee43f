using System.Collections.Immutable;
using Rewriter.Naming;

namespace Rewriter.Renaming;

/// <summary>Looks for names that have the letters of an old name but other words: <c>AutoscalingGroup</c> is not <c>auto-scaling-group</c>.</summary>
internal sealed class JoinedSpellings
{
    private readonly (int Pair, string Flat)[] _names;
    private readonly HashSet<string> _known;

    public JoinedSpellings(NameMatcher matcher)
    {
        _known = [.. matcher.Spellings.Select(s => s.From)];
        _names = [.. matcher.Pairs.Select((pair, index) => (pair, index))
            .Where(p => p.pair.Variants && p.pair.From.AsSpan().IndexOfAny("-_. ") >= 0 && p.pair.From.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' '))
            .Select(p => (p.index, NameWords.Lower(string.Concat(NameWords.Split(p.pair.From)))))];
    }

    /// <summary>The pairs whose letters stand in a text with other humps.</summary>
    public ImmutableHashSet<int> In(string text)
    {
        var found = ImmutableHashSet<int>.Empty;
        foreach (var (pair, flat) in _names)
        {
            for (var at = text.IndexOf(flat, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(flat, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                if (!char.IsUpper(text[at]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))) continue;
                var letters = text.Substring(at, flat.Length);
                if (_known.Contains(letters) || !letters.Any(char.IsUpper) || !letters.Any(char.IsLower)) continue;
                found = found.Add(pair);
                break;
            }
        }

        return found;
    }
}
