using System.Collections.Immutable;
using Rewriter.Naming;

namespace Rewriter.Renaming;

/// <summary>Looks for names that have the letters of an old name but other words: <c>AutoscalingGroup</c> is not <c>auto-scaling-group</c>.</summary>
internal sealed class JoinedSpellings
{
    private readonly List<Name> _names = [];
    private readonly HashSet<string> _known;

    public JoinedSpellings(NameMatcher matcher)
    {
        _known = [.. matcher.Spellings.Select(s => s.From)];
        for (var i = 0; i < matcher.Pairs.Count; i++)
        {
            var pair = matcher.Pairs[i];
            if (pair.Variants && pair.From.AsSpan().IndexOfAny("-_. ") >= 0 && pair.From.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' '))
                _names.Add(new Name(i, NameWords.Lower(string.Concat(NameWords.Split(pair.From)))));
        }

        Signs = [.. _names.SelectMany(n => OtherHumps(NameWords.Split(matcher.Pairs[n.Pair].From))).Where(t => !_known.Contains(t)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The texts that tell of such another name.</summary>
    public IReadOnlyList<string> Signs { get; }

    private sealed record Name(int Pair, string Flat);

    /// <summary>The pairs whose letters stand in a text with other humps.</summary>
    public ImmutableHashSet<int> In(string text)
    {
        var found = ImmutableHashSet<int>.Empty;
        foreach (var name in _names)
        {
            foreach (var sign in Signs)
            {
                if (sign.Length != name.Flat.Length || !sign.Equals(name.Flat, StringComparison.OrdinalIgnoreCase) || !StandsIn(text, sign)) continue;
                found = found.Add(name.Pair);
                break;
            }
        }

        return found;
    }

    private static bool StandsIn(string text, string sign)
    {
        for (var at = text.IndexOf(sign, StringComparison.Ordinal); at >= 0; at = text.IndexOf(sign, at + 1, StringComparison.Ordinal))
        {
            if (NameBoundary.MayBegin(text, at)) return true;
        }

        return false;
    }

    /// <summary>
    /// The words put together with fewer humps, but at least two of them: one alone (<c>Orderflow</c>) is the name in
    /// one word at the beginning of a sentence.
    /// </summary>
    private static IEnumerable<string> OtherHumps(IReadOnlyList<string> words)
    {
        var gaps = Math.Min(words.Count - 1, 6);
        for (var mask = 1; mask < (1 << gaps) - 1; mask++)
        {
            var parts = new List<string> { words[0] };
            for (var i = 1; i < words.Count; i++)
            {
                if (i <= gaps && (mask & (1 << (i - 1))) != 0) parts[^1] += words[i];
                else parts.Add(words[i]);
            }

            yield return NameWords.Pascal(parts);
            yield return NameWords.Camel(parts);
        }
    }
}
