using System.Collections.Immutable;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Initializing;

/// <summary>Reads the files of a repository that hold certain texts.</summary>
internal static class RepositorySurvey
{
    private static readonly ImmutableArray<ExtraExclude> Own =
    [
        new(new PathGlob("/rewrite.yaml"), "a migration", ExclusionReason.OwnFile),
        new(new PathGlob(".rewrite/"), "the product's own files", ExclusionReason.OwnFile),
    ];

    /// <summary>The files that hold one of the texts, in order; what cannot be read as text is left to the plan, which names it.</summary>
    public static ImmutableArray<SurveyedFile> Read(IFileTree tree, IReadOnlyCollection<string> needles, ImmutableArray<PathGlob> only, CancellationToken cancellation)
    {
        var options = new ScanOptions { Needles = new ByteNeedles(needles), ExtraExcludes = Own, Only = only };
        return [.. RepositoryScanner.Scan(tree, options, Survey, cancellation).Hits.Select(h => h.Value).OfType<SurveyedFile>()];
    }

    /// <summary>The paths, of files and of folders, in which one of the texts stands.</summary>
    public static ImmutableHashSet<string> Paths(IFileTree tree, IReadOnlyCollection<string> texts, CancellationToken cancellation)
    {
        var options = new ScanOptions { Needles = new ByteNeedles(texts), NameFilter = p => texts.Any(t => p.Value.Contains(t, StringComparison.Ordinal)) };
        var paths = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var file in RepositoryScanner.Scan(tree, options, (_, _) => 0, cancellation).NamedPaths)
        {
            for (var path = RepoPath.Parse(file); path.Value.Length > 0 && paths.Add(path.Value); path = path.Parent)
            {
            }
        }

        return paths.ToImmutable();
    }

    private static SurveyedFile? Survey(RepoPath path, ReadOnlyMemory<byte> bytes) =>
        SourceFile.Read(path, bytes, out _) is { } file ? new SurveyedFile(file, LanguageCatalog.Read(file), FileKinds.Of(path, file.Text)) : null;
}
