namespace Rewriter.Git;

/// <summary>A git command failed that was expected to work.</summary>
/// <param name="command">The command, without secrets.</param>
/// <param name="exitCode">Its exit code; -1 where it was stopped.</param>
/// <param name="error">What it said.</param>
public sealed class GitException(string command, int exitCode, string error) : Exception($"'git {command}' ended with {exitCode}: {error.Trim()}")
{
    /// <summary>The command's words.</summary>
    public string Command { get; } = command;

    /// <summary>Its exit code; -1 where it was stopped.</summary>
    public int ExitCode { get; } = exitCode;
}
