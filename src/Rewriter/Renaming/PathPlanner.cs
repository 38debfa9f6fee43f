using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Naming;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>Decides which files get new paths.</summary>
internal static class PathPlanner
{
    private static readonly RenameVerdict Renamed = RenameVerdict.Apply("path", "its path holds the old name");
    private static readonly RenameVerdict Another = RenameVerdict.Propose("another-name", "written in one word, the letters are another name of this repository");
    private static readonly RenameVerdict Past = RenameVerdict.Leave("history", "the file tells what was");

    public static ImmutableArray<PathVerdict> Plan(RenameRequest request, NameMatcher matcher, NameChoice choice, ImmutableHashSet<int> taken, ImmutableArray<string> paths)
    {
        var result = ImmutableArray.CreateBuilder<PathVerdict>(paths.Length);
        foreach (var path in paths) result.Add(Judge(request, matcher, choice, taken, RepoPath.FromTrusted(path)));
        return result.ToImmutable();
    }

    /// <summary>Errors where two files would get one path, or a file would take the place of another.</summary>
    public static IEnumerable<Diagnostic> Collisions(ImmutableArray<PathVerdict> verdicts, Func<RepoPath, bool> exists)
    {
        if (verdicts.IsEmpty) yield break;
        var leaving = verdicts.Where(v => v.Path != v.NewPath).Select(v => v.Path).ToHashSet();
        foreach (var group in verdicts.Where(v => v.Path != v.NewPath).GroupBy(v => v.NewPath))
        {
            foreach (var second in group.Skip(1)) yield return Descriptors.PathTaken.At(second.Path, second.NewPath, group.First().Path);
            if (!leaving.Contains(group.Key) && exists(group.Key)) yield return Descriptors.TargetExists.At(group.Key, group.First().Path);
        }
    }

    private static PathVerdict Judge(RenameRequest request, NameMatcher matcher, NameChoice choice, ImmutableHashSet<int> taken, RepoPath path)
    {
        var verdict = Renamed;
        var segments = path.Segments;
        for (var i = 0; i < segments.Length; i++)
        {
            var matches = matcher.Match(segments[i]);
            if (matches.Count == 0) continue;
            if (matches.Any(m => IsTaken(m, taken))) verdict = Another;
            else segments[i] = matcher.Replace(segments[i], choice.ForPath);
        }

        var renamed = RepoPath.FromTrusted(string.Join('/', segments));
        var isPast = !request.IncludeHistory && FileKinds.Of(path) is FileKind.DatabaseMigration && path.Parent == renamed.Parent;
        if (isPast) return new PathVerdict(path, path, Past);
        return new PathVerdict(path, renamed, renamed == path ? verdict : Renamed);
    }

    private static bool IsTaken(NameMatch match, ImmutableHashSet<int> taken) =>
        match.Spelling.Kind is SpellingKind.Flat or SpellingKind.FlatUpper or SpellingKind.Pascal or SpellingKind.Camel && taken.Contains(match.PairIndex);
}
