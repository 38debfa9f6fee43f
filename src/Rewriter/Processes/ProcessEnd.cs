namespace Rewriter.Processes;

/// <summary>How a program ended.</summary>
public enum ProcessEnd
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>It printed too much.</summary>
    TooMuchOutput,
}
