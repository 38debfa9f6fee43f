using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Naming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>Finds what belongs to the project: the remotes of its git configuration, its module files, what the user says.</summary>
internal static partial class OwnNamesReader
{
    private static readonly string[] Manifests = ["go.mod", "package.json", "pyproject.toml", "Cargo.toml", "composer.json", "Chart.yaml", "galaxy.yml", "setup.py", "setup.cfg", "Directory.Build.props"];

    public static OwnNames Read(IFileTree tree, RenameRequest request)
    {
        var slugs = ImmutableHashSet.CreateBuilder<string>();
        var domains = ImmutableHashSet.CreateBuilder<string>();
        foreach (var own in request.Own) Take(own, slugs, domains);
        foreach (var pair in request.Pairs)
        {
            TakeSlug(pair.From, slugs);
            TakeSlug(pair.To, slugs);
        }

        var buffer = new FileBuffer();
        foreach (var match in Remote().EnumerateMatchesOf(TextOf(tree, ".git/config", buffer))) TakeUrl(match, slugs);
        foreach (var manifest in Manifests)
        {
            foreach (var match in OwnLine().EnumerateMatchesOf(TextOf(tree, manifest, buffer))) TakeUrl(match, slugs);
        }

        AddRenamed(slugs, new NameMatcher(request.Pairs));
        return new OwnNames(slugs.ToImmutable(), domains.ToImmutable());
    }

    /// <summary>What the project's repositories are called after the rename is the project's own, too.</summary>
    private static void AddRenamed(ImmutableHashSet<string>.Builder slugs, NameMatcher matcher)
    {
        foreach (var slug in slugs.ToArray()) slugs.Add(NameWords.Lower(matcher.Replace(slug)));
    }

    private static void Take(string own, ImmutableHashSet<string>.Builder slugs, ImmutableHashSet<string>.Builder domains)
    {
        if (own.Contains("//", StringComparison.Ordinal) || own.Contains('@', StringComparison.Ordinal)) TakeUrl(own, slugs);
        else if (own.Contains('/', StringComparison.Ordinal)) TakeSlug(own, slugs);
        else if (own.Contains('.', StringComparison.Ordinal)) domains.Add(NameWords.Lower(own));
    }

    private static void TakeSlug(string text, ImmutableHashSet<string>.Builder slugs)
    {
        if (!text.Contains('/', StringComparison.Ordinal)) return;
        if (Slug().IsMatch(text)) slugs.Add(NameWords.Lower(text));
        else TakeUrl(text, slugs);
    }

    private static void TakeUrl(string text, ImmutableHashSet<string>.Builder slugs)
    {
        foreach (Match match in ForgeSlug().Matches(text))
            slugs.Add(NameWords.Lower($"{match.Groups[1].Value}/{TrimGit(match.Groups[2].Value)}"));
    }

    private static string TrimGit(string name) => name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;

    private static IEnumerable<string> EnumerateMatchesOf(this Regex regex, string text) => text.Length == 0 ? [] : regex.Matches(text).Select(m => m.Value);

    private static string TextOf(IFileTree tree, string path, FileBuffer buffer) =>
        tree.Read(RepoPath.Parse(path), buffer, stopOnNul: true) == ReadStatus.Whole ? Encoding.UTF8.GetString(buffer.Span) : string.Empty;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$")]
    private static partial Regex Slug();

    [GeneratedRegex(@"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)[/:]([A-Za-z0-9][A-Za-z0-9._-]*)/([A-Za-z0-9._-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ForgeSlug();

    [GeneratedRegex(@"^\s*url\s*=.*$", RegexOptions.Multiline)]
    private static partial Regex Remote();

    [GeneratedRegex(@"^\s*(module\s|""?(repository|repository-code|url|homepage|home|bugs|source|sources|-)""?\s*[:=]|-\s+https?:|<(RepositoryUrl|PackageProjectUrl)>).*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex OwnLine();
}
