using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rewriter.Naming;

namespace Rewriter.Renaming;

/// <summary>
/// Guesses the project's own repository from its links, where nothing declares it: the one whose name is the old name
/// itself, if the links name no second one like it nearly as often.
/// </summary>
internal sealed partial class LinkedRepositories(NameMatcher matcher)
{
    /// <summary>The repositories of exactly an old name that a text links to, each as often as it does.</summary>
    public ImmutableArray<string> In(string text)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (Match link in Link().Matches(text))
        {
            var name = link.Groups[2].Value;
            if (matcher.Match(name) is [var only] && only.Span.Length == name.Length) found.Add(NameWords.Lower($"{link.Groups[1].Value}/{name}"));
        }

        return found.ToImmutable();
    }

    /// <summary>The guess.</summary>
    public static OwnNames Infer(IEnumerable<ImmutableArray<string>> links)
    {
        var counts = links.SelectMany(l => l).GroupBy(l => l, StringComparer.Ordinal).Select(g => (Slug: g.Key, Count: g.Count())).OrderByDescending(g => g.Count).ThenBy(g => g.Slug, StringComparer.Ordinal).ToArray();
        if (counts.Length == 0 || (counts.Length > 1 && counts[1].Count * 4 > counts[0].Count)) return OwnNames.None;
        return new OwnNames([counts[0].Slug], []);
    }

    [GeneratedRegex(@"(?:github\.com|gitlab\.com|bitbucket\.org)[/:]([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9_-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
