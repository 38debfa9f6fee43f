using System.Text.RegularExpressions;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>Tells what a file is for by its path.</summary>
internal static partial class FileKinds
{
    private static readonly HashSet<string> DecisionFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "adr", "adrs", "decisions", "rfc", "rfcs", "proposals", "proposal", "designs", "design-docs", "enhancements", "keps",
    };

    /// <summary>The kind of a path.</summary>
    public static FileKind Of(RepoPath path)
    {
        var name = path.Name;
        if ((HistoryName().IsMatch(name) && IsDocument(path)) || InFolder(path, s => HistoryFolder().IsMatch(s))) return FileKind.History;
        if (LicenceName().IsMatch(name) || InFolder(path, s => s.Equals("licenses", StringComparison.OrdinalIgnoreCase))) return FileKind.Licence;
        if (MigrationPath().IsMatch(path.Value)) return FileKind.DatabaseMigration;
        if (GeneratedName().IsMatch(name)) return FileKind.Generated;
        return InFolder(path, DecisionFolders.Contains) ? FileKind.Decision : FileKind.Living;
    }

    private static bool IsDocument(RepoPath path) =>
        path.Extension.ToLowerInvariant() is "" or ".md" or ".mdx" or ".markdown" or ".rst" or ".txt" or ".adoc" or ".html" or ".org" or ".rdoc";

    private static bool InFolder(RepoPath path, Func<string, bool> test)
    {
        for (var folder = path.Parent; folder.Value.Length > 0; folder = folder.Parent)
        {
            if (test(folder.Name)) return true;
        }

        return false;
    }

    [GeneratedRegex(@"^(changelog|changes|history|news|release[-_]?notes|releases?[-_]?history)([-_.]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HistoryName();

    [GeneratedRegex(@"^(changelogs?|\.changes|changes|release[-_]?notes|\.changeset)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HistoryFolder();

    [GeneratedRegex(@"^(licen[cs]e|copying|notice|patents|third[-_]party[-_]notices?)([-_.]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LicenceName();

    [GeneratedRegex(@"(^|/)(migrations?/[^/]*\.(py|sql|js|ts|rb|php|go|cs|xml|ya?ml)|migrate/[^/]*\.(rb|sql)|alembic/versions/.*|V\d[\d_.]*__[^/]*\.(sql|java))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MigrationPath();

    [GeneratedRegex(@"(\.pb\.go|\.pb\.gw\.go|_pb2\.py|\.g\.cs|\.designer\.cs|\.min\.(js|css)|\.svg|\.map|\.snap)$|^zz_generated|_generated\.|\.generated\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GeneratedName();
}
