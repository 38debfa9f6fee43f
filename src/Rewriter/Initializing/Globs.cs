using System.Collections.Immutable;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Initializing;

/// <summary>Patterns that mean one file.</summary>
internal static class Globs
{
    /// <summary>A pattern for one file; one of the root is marked as such only where a folder has a file of its name.</summary>
    public static PathGlob Of(RepoPath path, ImmutableArray<SurveyedFile> files)
    {
        var isAmbiguous = path.Segments.Length == 1 && files.Any(f => f.Path != path && f.Path.Name == path.Name);
        var text = string.Concat(path.Value.Select(c => c is '*' or '[' or ']' or '{' or '}' or '\\' ? '?' : c));
        return new PathGlob(isAmbiguous ? "./" + text : text);
    }
}
