using System.Diagnostics;

namespace Rewriter.ArgoStandIn;

/// <summary>Asks git.</summary>
internal static class Git
{
    /// <summary>The output of a command in a repository.</summary>
    public static string Run(string command, string argument, string repository)
    {
        var start = new ProcessStartInfo("git", ["-C", repository, command, argument]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"git {command} {argument} ended with {git.ExitCode}");
    }
}
