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

    private static readonly string[] GeneratedEndings = [".pb.go", ".pb.gw.go", "_pb2.py", ".g.cs", ".designer.cs", ".min.js", ".min.css", ".svg", ".map", ".snap"];

    // How the names begin that the patterns below tell apart; nearly no name does, and then nothing needs to be matched.
    private static readonly string[] HistoryBeginnings = ["changelog", "changes", ".change", "history", "news", "release"];
    private static readonly string[] LicenceBeginnings = ["licen", "copying", "notice", "patents", "third"];

    /// <summary>The kind of a path.</summary>
    public static FileKind Of(RepoPath path)
    {
        var name = path.Name;
        if ((Begins(name, HistoryBeginnings) && HistoryName().IsMatch(name) && IsDocument(path)) || InFolder(path, s => Begins(s, HistoryBeginnings) && HistoryFolder().IsMatch(s))) return FileKind.History;
        if ((Begins(name, LicenceBeginnings) && LicenceName().IsMatch(name)) || InFolder(path, s => s.Equals("licenses", StringComparison.OrdinalIgnoreCase))) return FileKind.Licence;
        if (MayBeMigration(path.Value) && MigrationPath().IsMatch(path.Value)) return FileKind.DatabaseMigration;
        if (IsGenerated(name)) return FileKind.Generated;
        return InFolder(path, DecisionFolders.Contains) ? FileKind.Decision : FileKind.Living;
    }

    // Every path of a migration holds one of these.
    private static bool MayBeMigration(string path) =>
        path.Contains("migrat", StringComparison.OrdinalIgnoreCase) || path.Contains("alembic", StringComparison.OrdinalIgnoreCase) || path.Contains("__", StringComparison.Ordinal);

    private static bool Begins(string name, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsGenerated(string name)
    {
        foreach (var ending in GeneratedEndings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return name.StartsWith("zz_generated", StringComparison.OrdinalIgnoreCase)
            || name.Contains("_generated.", StringComparison.OrdinalIgnoreCase)
            || name.Contains(".generated.", StringComparison.OrdinalIgnoreCase);
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
}
