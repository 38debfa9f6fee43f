using Rewriter.Text;

namespace Rewriter.Renaming.Rules;

/// <summary>A path of the repository follows its file: renamed with it, or left with it.</summary>
internal sealed class PathReferenceRule : IOccurrenceRule
{
    private static readonly RenameVerdict Stays = RenameVerdict.Leave("path-stays", "it names a file that keeps its name");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        if (occurrence.Facts.Paths.Count == 0) return null;
        var token = occurrence.Token.AsSpan();
        if (token.IndexOfAny('/', '.') < 0) return null;
        foreach (var candidate in Candidates(occurrence))
        {
            if (!occurrence.Facts.Paths.TryGetValue(candidate.Value, out var target)) continue;
            return target.NewPath == candidate ? Stays : null;
        }

        return null;
    }

    /// <summary>What the token may mean: a path from the file's folder or one above it, up to the root.</summary>
    private static IEnumerable<RepoPath> Candidates(OccurrenceContext occurrence)
    {
        var token = occurrence.Token;
        var query = token.AsSpan().IndexOfAny("#?");
        if (query > occurrence.End) token = token[..query];
        while (token.StartsWith("./", StringComparison.Ordinal)) token = token[2..];
        var folder = occurrence.File.Path.Parent;
        while (token.StartsWith("../", StringComparison.Ordinal))
        {
            token = token[3..];
            folder = folder.Parent;
        }

        if (!RepoPath.TryParse(token.TrimStart('/'), out var relative) || relative.Value.Length == 0) yield break;
        for (; folder.Value.Length > 0; folder = folder.Parent) yield return folder.Append(relative.Value);
        yield return relative;
    }
}
