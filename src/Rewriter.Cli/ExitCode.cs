namespace Rewriter.Cli;

/// <summary>What the command's exit says.</summary>
public static class ExitCode
{
    /// <summary>Nothing to do, or all done well.</summary>
    public const int Clean = 0;

    /// <summary>There are changes or findings, or a phase waits.</summary>
    public const int Findings = 1;

    /// <summary>Something is wrong; where nothing else is said, nothing was changed.</summary>
    public const int Error = 2;
}
