namespace Rewriter.Git;

/// <summary>What came of a git command.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output, with LF.</param>
/// <param name="Error">Its standard error: for people, never to be matched.</param>
public sealed record GitResult(int ExitCode, string Output, string Error)
{
    /// <summary>True where it did what it was asked for.</summary>
    public bool Succeeded => ExitCode == 0;
}
