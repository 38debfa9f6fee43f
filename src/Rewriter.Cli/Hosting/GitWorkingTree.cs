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
    // Git compares each of its files with each of the paths; for many it is faster to look at all files. A command line
    // of Windows, which takes about 32,000 characters, holds no more either.
    private const int FewPaths = 100;

    /// <inheritdoc/>
    public IReadOnlySet<RepoPath> UncommittedAmong(IReadOnlyCollection<RepoPath> paths)
    {
        var dirty = new HashSet<RepoPath>();
        if (paths.Count == 0 || TopFolder() is not { } top) return dirty;

        var prefix = top == Path.GetFullPath(root) ? string.Empty : Run("rev-parse", "--show-prefix")?.Trim() ?? string.Empty;
        var asked = paths.Count > FewPaths ? ["."] : paths.Select(p => p.Value);
        foreach (var entry in (Run(["status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--", .. asked]) ?? string.Empty).Split('\0'))
        {
            if (entry.Length > 3 && entry[3..].StartsWith(prefix, StringComparison.Ordinal) && RepoPath.TryParse(entry[(3 + prefix.Length)..], out var path)) dirty.Add(path);
        }

        dirty.IntersectWith(paths);
        return dirty;
    }

    /// <summary>The top of the work tree that the root lies in; null where it lies in none.</summary>
    private string? TopFolder()
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(root)); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git"))) return folder.FullName;
        }

        return null;
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

            // Both ends are read at once, or a full pipe would stop git; a thread starts sooner than what awaits.
            var errors = string.Empty;
            var reader = new Thread(() => errors = process.StandardError.ReadToEnd()) { IsBackground = true };
            reader.Start();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            reader.Join();
            return process.ExitCode == 0 ? output : throw new IOException($"git {arguments[0]} failed: {errors.Trim()}");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
