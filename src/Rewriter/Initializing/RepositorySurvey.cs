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

    private static SurveyedFile? Survey(RepoPath path, ReadOnlyMemory<byte> bytes) =>
        SourceFile.Read(path, bytes, out _) is { } file ? new SurveyedFile(file, LanguageCatalog.Read(file), FileKinds.Of(path, file.Text)) : null;
}
