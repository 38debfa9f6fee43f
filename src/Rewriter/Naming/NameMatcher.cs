using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Naming;

/// <summary>
/// Finds every spelling of every pair in one pass: the leftmost match first, the longest of those that begin at one
/// place, the earlier pair of two that are equally long. Matches never overlap, so swaps and chains do not run into
/// each other, and what is already the new name is no match.
/// </summary>
public sealed class NameMatcher
{
    // Seven bits of a character tell enough: what passes for the wrong reason is compared in full.
    private const int CharacterBits = 7;
    private const int CharacterMask = (1 << CharacterBits) - 1;

    private readonly Dictionary<int, NameSpelling[]> _byFirst;
    private readonly bool[] _mayBegin;
    private readonly string[][] _newTexts;

    /// <summary>Makes a matcher of pairs in their order.</summary>
    /// <exception cref="ArgumentException">There is no pair, or an old name has no letter or digit.</exception>
    public NameMatcher(IReadOnlyList<NamePair> pairs)
    {
        if (pairs.Count == 0) throw new ArgumentException("There is no name to look for.", nameof(pairs));
        Pairs = pairs;
        var families = pairs.Select(NameFamily.Expand).ToArray();
        Spellings = Distinct(families);
        _byFirst = ByFirstCharacter(Spellings);
        _mayBegin = Beginnings(Spellings);
        _newTexts = [.. families.Select(NewTexts)];
    }

    /// <summary>The pairs, in order.</summary>
    public IReadOnlyList<NamePair> Pairs { get; }

    /// <summary>All spellings of all pairs; each old text once.</summary>
    public IReadOnlyList<NameSpelling> Spellings { get; }

    /// <summary>All matches of a text, in order.</summary>
    public IReadOnlyList<NameMatch> Match(string text)
    {
        var matches = new List<NameMatch>();
        Match(text, new TextSpan(0, text.Length), matches);
        return matches;
    }

    /// <summary>Adds the matches that lie within a span of a text, in order; what stands around the span counts for word boundaries.</summary>
    public void Match(string text, TextSpan within, List<NameMatch> into)
    {
        var at = within.Start;
        while (at < within.End)
        {
            at = NextSpelling(text, at, within.End);
            if (at < 0) return;
            if (TryAt(text, at, within.End, out var match))
            {
                into.Add(match);
                at = match.Span.End;
            }
            else
            {
                at = Math.Max(at + 1, EndOfNewName(text, at));
            }
        }
    }

    /// <summary>The text with every match replaced.</summary>
    public string Replace(string text) => Replace(text, _ => null);

    /// <summary>The text with every match replaced, by another text than the pair's where one is given.</summary>
    public string Replace(string text, Func<NameMatch, string?> choose)
    {
        var matches = Match(text);
        if (matches.Count == 0) return text;
        var result = new System.Text.StringBuilder(text.Length + 16);
        var at = 0;
        foreach (var match in matches)
        {
            result.Append(text, at, match.Span.Start - at).Append(choose(match) ?? match.Replacement);
            at = match.Span.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>
    /// Where the next spelling stands, at the border of a word or not; -1 where there is none. Two neighbouring
    /// characters are looked up for each place: a search for many texts by the base library would have to be compiled
    /// while the command runs, which takes longer than the search itself.
    /// </summary>
    private int NextSpelling(string text, int from, int end)
    {
        for (var at = from; at < end; at++)
        {
            var next = at + 1 < end ? text[at + 1] : 0;
            if (_mayBegin[KeyOf(text[at], next)] && StandsAt(text, at, end)) return at;
        }

        return -1;
    }

    private bool StandsAt(string text, int at, int end)
    {
        if (!_byFirst.TryGetValue(text[at], out var candidates)) return false;
        foreach (var spelling in candidates)
        {
            if (at + spelling.From.Length <= end && string.CompareOrdinal(text, at, spelling.From, 0, spelling.From.Length) == 0) return true;
        }

        return false;
    }

    private static int KeyOf(int first, int second) => ((first & CharacterMask) << CharacterBits) | (second & CharacterMask);

    private static bool[] Beginnings(IReadOnlyList<NameSpelling> spellings)
    {
        var keys = new bool[1 << (2 * CharacterBits)];
        foreach (var spelling in spellings)
        {
            if (spelling.From.Length > 1) keys[KeyOf(spelling.From[0], spelling.From[1])] = true;
            else keys.AsSpan(KeyOf(spelling.From[0], 0), 1 << CharacterBits).Fill(true);
        }

        return keys;
    }

    private static Dictionary<int, NameSpelling[]> ByFirstCharacter(IReadOnlyList<NameSpelling> spellings)
    {
        var result = new Dictionary<int, NameSpelling[]>();
        foreach (var spelling in spellings)
            result[spelling.From[0]] = result.TryGetValue(spelling.From[0], out var others) ? [.. others, spelling] : [spelling];

        // The longest first; sorting keeps no order of its own, so that of equals is written down.
        foreach (var list in result.Values) Array.Sort(list, (a, b) => a.From.Length != b.From.Length ? b.From.Length.CompareTo(a.From.Length) : string.CompareOrdinal(a.From, b.From));
        return result;
    }

    private bool TryAt(string text, int at, int end, [NotNullWhen(true)] out NameMatch? match)
    {
        match = null;
        if (!_byFirst.TryGetValue(text[at], out var candidates)) return false;
        if (!NameBoundary.MayBegin(text, at) || EndOfNewName(text, at) > at) return false;
        foreach (var spelling in candidates)
        {
            var after = at + spelling.From.Length;
            if (after > end || string.CompareOrdinal(text, at, spelling.From, 0, spelling.From.Length) != 0) continue;
            if (NameBoundary.MayEnd(text, after) && (!spelling.IsSlug || NameBoundary.MayEndSlug(text, after)))
            {
                match = new NameMatch(TextSpan.FromBounds(at, after), spelling.PairIndex, spelling, NameShape.Fit(spelling, text, at, after));
                return true;
            }

            if (spelling.TakesPlural && NameBoundary.IsPlural(text, after))
            {
                match = Plural(spelling, text, at, after);
                return true;
            }
        }

        return false;
    }

    private static NameMatch Plural(NameSpelling spelling, string text, int at, int after)
    {
        var one = NameShape.Fit(spelling, text, at, after);
        var many = NameWords.Plural(one);
        var regular = many.Length == one.Length + 1;
        var end = regular || after >= text.Length ? after : after + 1;
        return new NameMatch(TextSpan.FromBounds(at, end), spelling.PairIndex, spelling, regular ? one : many);
    }

    /// <summary>
    /// Where a new name ends that holds the old name at this place; <paramref name="at"/> where there is none. Without
    /// this, foo → foo-bar would make foo-bar-bar of foo-bar.
    /// </summary>
    private int EndOfNewName(string text, int at)
    {
        foreach (var spelling in _byFirst.GetValueOrDefault(text[at], []))
        {
            if (string.CompareOrdinal(text, at, spelling.From, 0, spelling.From.Length) != 0) continue;
            foreach (var name in _newTexts[spelling.PairIndex])
            {
                for (var inside = name.IndexOf(spelling.From, StringComparison.Ordinal); inside >= 0; inside = name.IndexOf(spelling.From, inside + 1, StringComparison.Ordinal))
                {
                    var start = at - inside;
                    if (start < 0 || string.CompareOrdinal(text, start, name, 0, name.Length) != 0) continue;
                    var end = start + name.Length;
                    if (NameBoundary.MayBegin(text, start) && (NameBoundary.MayEnd(text, end) || NameBoundary.IsPlural(text, end))) return end;
                }
            }
        }

        return at;
    }

    private static List<NameSpelling> Distinct(NameFamily[] families)
    {
        // A text that was asked for literally belongs to its pair, whatever other pairs would derive.
        var known = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<NameSpelling>();
        foreach (var family in families)
        {
            if (known.Add(family.Pair.From)) result.Add(family.Spellings[0]);
        }

        foreach (var spelling in families.SelectMany(f => f.Spellings))
        {
            if (known.Add(spelling.From)) result.Add(spelling);
        }

        return result;
    }

    /// <summary>The new texts of a pair that hold one of its old ones, the longest first.</summary>
    private static string[] NewTexts(NameFamily family)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var spelling in family.Spellings)
        {
            texts.Add(spelling.To);
            foreach (var shape in NameShape.All(spelling)) texts.Add(shape);
        }

        return [.. texts.Where(t => family.Spellings.Any(s => t.Contains(s.From, StringComparison.Ordinal))).OrderByDescending(t => t.Length).ThenBy(t => t, StringComparer.Ordinal)];
    }
}
