using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rewriter.Scanning;

namespace Rewriter.Initializing;

/// <summary>Finds the words that could be a generation: prefixes which recur among the names of resources.</summary>
public static class PrefixSurvey
{
    private static readonly string[] NamePlaces =
        ["*.tf", "*.tfvars", "*.tofu", ".github/workflows/**", ".gitlab-ci.yml", "Makefile", "*.mk", ".env*", "*.sh", "compose*.yaml", "compose*.yml", "docker-compose*.yml", "*.yaml", "*.yml"];

    private static readonly HashSet<string> Ordinary = new(
        ["my", "the", "app", "dev", "prod", "staging", "test", "terraform", "tf", "github", "google", "gcp", "aws", "azure", "us", "eu", "europe", "ubuntu", "windows", "node", "python", "default", "example", "run", "build", "setup", "actions", "cloud", "data", "env", "web", "api", "db", "read", "write", "service", "roles", "org", "prj", "vpc", "sa", "iam"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The candidates, the most recurrent first; at most eight.</summary>
    /// <param name="tree">The repository.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ImmutableArray<PrefixCandidate> Find(IFileTree tree, CancellationToken cancellation = default)
    {
        var files = RepositorySurvey.Read(tree, ["name", "NAME", "_id", "prefix", "PREFIX", "gcloud", "kubectl", "image:"], [.. NamePlaces.Select(p => new PathGlob(p))], cancellation);
        var findings = new TerraformNames(files, files).Find().Concat(files.SelectMany(PlaceNames.Find)).Where(f => f.Use != NameUse.Lasting);
        var candidates = findings
            .Select(f => (Word: FirstMember(f.Text), f.Text))
            .Where(f => f.Word.Length >= 2 && f.Word.Length < f.Text.Length && f.Text.AsSpan().IndexOfAny('-', '/') > 0 && f.Word.Any(char.IsLower) && !Ordinary.Contains(f.Word))
            .GroupBy(f => f.Word, f => f.Text, StringComparer.Ordinal)
            .Select(g => (Word: g.Key, Names: g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(), Places: g.Count()))
            .Where(c => c.Names.Length >= 2)
            .OrderByDescending(c => c.Names.Length).ThenByDescending(c => c.Places).ThenBy(c => c.Word, StringComparer.Ordinal)
            .Take(8).ToList();
        // The repository is read once more for each: only for those that are likely meant.
        return [.. candidates.Select((c, i) => new PrefixCandidate(c.Word, c.Names, i < 3 ? Siblings(tree, c.Word, c.Names, cancellation) : []))];
    }

    // Another word before the same endings is most likely the same things in another generation.
    private static ImmutableArray<string> Siblings(IFileTree tree, string word, ImmutableArray<string> names, CancellationToken cancellation)
    {
        var endings = names.Select(n => n[word.Length..]).Where(e => e.Length > 2).Distinct().Take(12).ToList();
        if (endings.Count < 2) return [];
        var pattern = new Regex($@"(?<![A-Za-z0-9_-])(?<word>[a-z][a-z0-9]*)(?<ending>{string.Join('|', endings.Select(Regex.Escape))})(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant);
        return
        [
            .. RepositorySurvey.Read(tree, endings, [], cancellation)
                .SelectMany(f => pattern.Matches(f.Text))
                .GroupBy(m => m.Groups["word"].Value, m => m.Groups["ending"].Value, StringComparer.Ordinal)
                .Where(g => g.Key != word && g.Distinct().Count() >= 2)
                .OrderByDescending(g => g.Distinct().Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Key).Take(3),
        ];
    }

    private static string FirstMember(string text) => text.AsSpan().IndexOfAny('-', '_', '/') is var end and > 0 ? text[..end] : text;
}
