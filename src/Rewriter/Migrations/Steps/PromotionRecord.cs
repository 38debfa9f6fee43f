using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>Where a promotion is recorded.</summary>
/// <param name="Path">The file, relative to the repository's folder, with settings in it.</param>
/// <param name="Branch">The branch on which it is committed, with settings in it.</param>
public sealed record PromotionRecord(string Path, string Branch)
{
    internal static PromotionRecord? Read(DefinitionReader reader, MigrationScope scope)
    {
        var path = scope.ReadTemplate(reader, "record");
        var branch = scope.ReadTemplate(reader, "branch");
        if (path is null) return null;
        if (!RepoPath.TryParse(path, out _)) reader.Report(Descriptors.BadPattern, "record", path, "path in the repository", "it is relative, with forward slashes");
        return new PromotionRecord(path, branch ?? reader.RequiredText("branch"));
    }
}
