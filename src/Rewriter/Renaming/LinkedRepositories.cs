using Rewriter.Naming;

namespace Rewriter.Renaming;

/// <summary>
/// Guesses the project's own repository from its links, where nothing declares it: the one whose name is the old name
/// itself, if the links name no second one like it nearly as often.
/// </summary>
internal sealed class LinkedRepositories(NameMatcher matcher)
{
    private static readonly string[] Forges = ["github.com", "gitlab.com", "bitbucket.org"];

    /// <summary>The repositories of exactly an old name that a text links to, each as often as it does.</summary>
    public IReadOnlyList<string> In(string text)
    {
        var found = new List<string>();
        foreach (var forge in Forges)
        {
            for (var at = text.IndexOf(forge, StringComparison.Ordinal); at >= 0; at = text.IndexOf(forge, at + forge.Length, StringComparison.Ordinal))
            {
                if (ReadSlug(text.AsSpan(at + forge.Length), out var owner, out var name) && matcher.Match(name) is [var only] && only.Span.Length == name.Length)
                    found.Add(NameWords.Lower($"{owner}/{name}"));
            }
        }

        return found;
    }

    /// <summary>The guess.</summary>
    public static OwnNames Infer(IEnumerable<IReadOnlyList<string>> links)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in links)
        {
            foreach (var slug in file) counts[slug] = counts.GetValueOrDefault(slug) + 1;
        }

        if (counts.Count == 0) return OwnNames.None;
        var slugs = counts.Keys.OrderByDescending(s => counts[s]).ThenBy(s => s, StringComparer.Ordinal).ToArray();
        return slugs.Length > 1 && counts[slugs[1]] * 4 > counts[slugs[0]] ? OwnNames.None : new OwnNames([slugs[0]], []);
    }

    // Behind the host: a slash or a colon, the owner, a slash, the name.
    private static bool ReadSlug(ReadOnlySpan<char> rest, out string owner, out string name)
    {
        owner = name = string.Empty;
        if (rest.IsEmpty || rest[0] is not ('/' or ':')) return false;
        rest = rest[1..];
        var end = 0;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || (rest[end] == '-' && end > 0))) end++;
        if (end == 0 || end == rest.Length || rest[end] != '/') return false;
        owner = rest[..end].ToString();
        rest = rest[(end + 1)..];
        end = 0;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] is '-' or '_')) end++;
        name = rest[..end].ToString();
        return end > 0;
    }
}
