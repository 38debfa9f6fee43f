using System.Collections.Immutable;
using System.Text;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// Who owns which files, as GitHub's CODEOWNERS says: the last line that fits a file decides; one without owners gives
/// the file to nobody.
/// </summary>
public sealed class CodeOwners
{
    private readonly ImmutableArray<Line> _lines;

    private CodeOwners(ImmutableArray<Line> lines) => _lines = lines;

    /// <summary>Where the file may lie; the first that is there counts.</summary>
    public static ImmutableArray<string> Places { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    /// <summary>Reads the text of such a file.</summary>
    public static CodeOwners Parse(string text)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        foreach (var raw in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            var words = Words(raw);
            if (words.Count > 0) lines.Add(new Line(GlobOf(words[0]), [.. words.Skip(1)]));
        }

        return new CodeOwners(lines.ToImmutable());
    }

    /// <summary>The owners of a file as written: <c>@octocat</c>, <c>@org/team</c>, or an address.</summary>
    public ImmutableArray<string> OwnersOf(RepoPath path) => _lines.LastOrDefault(l => l.Covers(path))?.Owners ?? [];

    /// <summary>The owners of several files: people by login and teams by slug, each once, in order.</summary>
    public (ImmutableArray<string> People, ImmutableArray<string> Teams) OwnersOf(IEnumerable<RepoPath> paths)
    {
        var owners = paths.SelectMany(p => OwnersOf(p)).Where(o => o.StartsWith('@')).Select(o => o[1..]).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        return ([.. owners.Where(o => !o.Contains('/'))], [.. owners.Where(o => o.Contains('/')).Select(o => o[(o.IndexOf('/') + 1)..])]);
    }

    // A blank may be escaped in a pattern; from '#' on, the line is a comment.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '\\' && i + 1 < line.Length) word.Append(line[++i]);
            else if (i < line.Length && !char.IsWhiteSpace(line[i]) && !(line[i] == '#' && word.Length == 0)) word.Append(line[i]);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (i < line.Length && line[i] == '#' && word.Length == 0) break;
        }

        return words;
    }

    // 'docs/*' owns the files in docs and not those below, unlike a folder's name, which owns everything in it.
    private static (PathGlob Glob, bool IsShallow) GlobOf(string pattern) => (new PathGlob(pattern), pattern.EndsWith("/*", StringComparison.Ordinal));

    private sealed record Line((PathGlob Glob, bool IsShallow) Pattern, ImmutableArray<string> Owners)
    {
        public bool Covers(RepoPath path) =>
            Pattern.Glob.Matches(path) && (!Pattern.IsShallow || path.Parent.Value.Length == 0 || !Pattern.Glob.Matches(path.Parent));
    }
}
