using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Naming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>
/// The major version that ends a Go module's path (<c>/v3</c>). An old path may still be fetched without it; under a
/// new path only the versions with it exist, so that what fetches or holds the module has to name it.
/// </summary>
internal sealed partial class GoMajorVersions
{
    private readonly Dictionary<string, string> _suffixes = new(StringComparer.Ordinal);

    private GoMajorVersions()
    {
    }

    /// <summary>Reads the module file at the root.</summary>
    public static GoMajorVersions Read(IFileTree tree, IReadOnlyList<NamePair> pairs)
    {
        var versions = new GoMajorVersions();
        var buffer = new FileBuffer();
        if (!pairs.Any(p => p.From.Contains('/', StringComparison.Ordinal)) || tree.Read(RepoPath.Parse("go.mod"), buffer, stopOnNul: true) != ReadStatus.Whole) return versions;
        if (Module().Match(Encoding.UTF8.GetString(buffer.Span)) is { Success: true } module) versions._suffixes[module.Groups[1].Value] = module.Groups[2].Value;
        return versions;
    }

    /// <summary>The new path with the version, where the place fetches the module or is its folder; null elsewhere.</summary>
    public string? For(OccurrenceContext occurrence)
    {
        if (!_suffixes.TryGetValue(occurrence.Old, out var suffix) || occurrence.Pair.To.EndsWith(suffix, StringComparison.Ordinal)) return null;
        var rest = occurrence.Token.AsSpan(occurrence.End);
        if (rest.Length > 0 && rest[0] != '@') return null;
        var before = occurrence.Token.AsSpan(0, occurrence.Start);
        var isFetched = before.IsEmpty && Fetch().IsMatch(occurrence.Line[..occurrence.StartInLine]);
        return isFetched || before.EndsWith("/src/") ? occurrence.Match.Replacement + suffix : null;
    }

    [GeneratedRegex(@"^module\s+""?([^\s""]+?)(/v[2-9]\d*)""?\s*$", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"\bgo\s+(get|install|run)(\s+-\S+)*\s+$")]
    private static partial Regex Fetch();
}
