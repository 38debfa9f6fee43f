using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>
/// A pattern of paths, as people write them: <c>*.tf</c> (in any folder), <c>docs/**</c>, <c>deploy/{dev,prod}/*.yaml</c>,
/// <c>src/</c> (the folder and what is in it).
/// </summary>
public sealed class PathGlob
{
    private readonly string[] _patterns;

    /// <summary>Takes a pattern.</summary>
    public PathGlob(string pattern)
    {
        Pattern = pattern;
        _patterns = [.. Braces(pattern.Replace('\\', '/')).Select(Rooted)];
    }

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; }

    /// <summary>True where the path, or a folder that holds it, is meant.</summary>
    public bool Matches(RepoPath path)
    {
        foreach (var pattern in _patterns)
        {
            if (WildPattern.Matches(pattern, path.Value)) return true;
            for (var folder = path.Parent; folder.Value.Length > 0; folder = folder.Parent)
            {
                if (WildPattern.Matches(pattern, folder.Value)) return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    private static string Rooted(string pattern)
    {
        var trimmed = pattern.TrimEnd('/');
        if (trimmed.StartsWith("./", StringComparison.Ordinal)) trimmed = trimmed[1..];
        return trimmed.Contains('/', StringComparison.Ordinal) ? trimmed.TrimStart('/') : "**/" + trimmed;
    }

    private static IEnumerable<string> Braces(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : pattern.IndexOf('}', open);
        if (close < 0) return [pattern];
        return pattern[(open + 1)..close].Split(',').SelectMany(choice => Braces(pattern[..open] + choice + pattern[(close + 1)..]));
    }
}
