using System.Collections.Concurrent;
using System.Diagnostics;
using System.Formats.Tar;

namespace Rewriter.Tests.Shared;

/// <summary>
/// An example as it was committed. The first command of the README changes an example where it lies; the tests must pass
/// afterwards all the same, so one with a ledger is taken from the version control.
/// </summary>
internal static class PristineExample
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Folders = new(StringComparer.Ordinal);

    /// <summary>The folder of an example without anything that a run left in it; not to be changed.</summary>
    public static string FolderOf(string projectRoot, string example) =>
        Folders.GetOrAdd(example, _ => new Lazy<string>(() => Find(projectRoot, example))).Value;

    private static string Find(string projectRoot, string example)
    {
        var working = Path.Combine(projectRoot, "examples", example);
        return File.Exists(Path.Combine(working, ".rewrite", "ledger.jsonl")) ? Extract(projectRoot, example) : working;
    }

    private static string Extract(string projectRoot, string example)
    {
        var folder = Directory.CreateTempSubdirectory("rewrite-pristine-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var start = new ProcessStartInfo("git", ["-C", projectRoot, "archive", "--format=tar", $"HEAD:examples/{example}"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var git = Process.Start(start)!;
        TarFile.ExtractToDirectory(git.StandardOutput.BaseStream, folder, overwriteFiles: true);
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException($"'{example}' was changed by a run, and git could not give it as it was committed: take the run back with 'rewrite rollback'.");
        return folder;
    }
}
