using System.Text.RegularExpressions;

namespace Rewriter.Git;

/// <summary>A git command failed that was expected to work.</summary>
/// <param name="command">The command, without secrets.</param>
/// <param name="exitCode">Its exit code; -1 where it was stopped.</param>
/// <param name="error">What it said.</param>
public sealed partial class GitException(string command, int exitCode, string error) : Exception(Mask($"'git {command}' ended with {exitCode}: {error.Trim()}"))
{
    /// <summary>The command's words.</summary>
    public string Command { get; } = command;

    /// <summary>Its exit code; -1 where it was stopped.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Leaves out what stands before the host of an address: it can be a password.</summary>
    public static string Mask(string text) => UserInfo().Replace(text, "$1");

    [GeneratedRegex("(://)[^/@\\s]+@")]
    private static partial Regex UserInfo();
}
