using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Rewriter.Migrations;
using Rewriter.Text;

namespace Rewriter.Cli.Hosting;

/// <summary>Asks the git command about uncommitted changes. A folder without git, or a machine without it, has none.</summary>
/// <param name="root">The repository's folder, which may lie below the top of its work tree.</param>
public sealed class GitWorkingTree(string root) : IVersionControl
{
    // Windows takes about 32,000 characters a command line.
    private const int PathsAtOnce = 150;

    /// <inheritdoc/>
    public IReadOnlySet<RepoPath> UncommittedAmong(IReadOnlyCollection<RepoPath> paths)
    {
        var dirty = new HashSet<RepoPath>();
        if (paths.Count == 0 || !IsInWorkTree()) return dirty;

        // Git looks only at the paths that it is asked about; a command line holds so many of them.
        var prefix = Run("rev-parse", "--show-prefix")?.Trim() ?? string.Empty;
        foreach (var some in paths.Chunk(PathsAtOnce))
        {
            foreach (var entry in (Run(["status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--", .. some.Select(p => p.Value)]) ?? string.Empty).Split('\0'))
            {
                if (entry.Length > 3 && entry[3..].StartsWith(prefix, StringComparison.Ordinal) && RepoPath.TryParse(entry[(3 + prefix.Length)..], out var path)) dirty.Add(path);
            }
        }

        dirty.IntersectWith(paths);
        return dirty;
    }

    private bool IsInWorkTree()
    {
        for (var folder = new DirectoryInfo(root); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git"))) return true;
        }

        return false;
    }

    private string? Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", root, "-c", "core.quotePath=false", "--literal-pathspecs", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new IOException($"git {arguments[0]} failed: {errors.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
