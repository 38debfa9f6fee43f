using System.Collections.Immutable;
using Rewriter.Syntax;

namespace Rewriter.Rules;

/// <summary>All names of all roles in all generations, and where they stand in a text.</summary>
public sealed class Vocabulary
{
    private readonly ImmutableArray<(string Name, ImmutableArray<NameMeaning> Meanings)> _names;

    /// <summary>Collects the names of roles whose name changes between generations.</summary>
    public Vocabulary(IEnumerable<Role> roles)
    {
        _names =
        [
            .. roles.Where(r => r.Changes)
                .SelectMany(r => r.Names.Select(n => (Name: n.Value, Meaning: new NameMeaning(r, n.Key))))
                .GroupBy(n => n.Name, n => n.Meaning, StringComparer.Ordinal)
                .Select(g => (g.Key, g.ToImmutableArray()))
                .OrderByDescending(n => n.Key.Length)
                .ThenBy(n => n.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The names, the longest first.</summary>
    public IEnumerable<string> Names => _names.Select(n => n.Name);

    /// <summary>
    /// Every place where a name stands as a word of its own, in order and apart; where names overlap the longest has
    /// the place, so that <c>pult</c> is never found inside <c>pult-app</c>.
    /// </summary>
    /// <param name="document">The text with its leaves: a name that begins or ends with its leaf is a word of its own there.</param>
    public IReadOnlyList<(int Start, string Name, ImmutableArray<NameMeaning> Meanings)> Find(SyntaxDocument document)
    {
        var text = document.Text;
        var found = new SortedDictionary<int, (int Start, string Name, ImmutableArray<NameMeaning> Meanings)>();
        System.Collections.BitArray? taken = null;
        foreach (var (name, meanings) in _names)
        {
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                var end = at + name.Length;
                taken ??= new System.Collections.BitArray(text.Length);
                // Longer names came first, so a shorter one overlaps at its first or its last character.
                if (!IsWordOfItsOwn(document, at, end) || taken[at] || taken[end - 1]) continue;
                for (var i = at; i < end; i++) taken[i] = true;
                found.Add(at, (at, name, meanings));
            }
        }

        return [.. found.Values];
    }

    // A name that ends in a separator is a prefix: what follows it is free.
    private static bool IsWordOfItsOwn(SyntaxDocument document, int start, int end)
    {
        var text = document.Text;
        var begins = start == 0 || !IsNameCharacter(text[start]) || !Continues(text[start - 1]) || document.LeafAt(start)?.Span.Start == start;
        return begins && (end == text.Length || !IsNameCharacter(text[end - 1]) || !Continues(text[end]) || document.LeafAt(end - 1)?.Span.End == end);
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c);

    private static bool Continues(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
