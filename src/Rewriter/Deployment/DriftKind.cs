namespace Rewriter.Deployment;

/// <summary>In which way program, state and cloud disagree.</summary>
public enum DriftKind
{
    /// <summary>The state holds an object that does not exist.</summary>
    Missing,

    /// <summary>The object differs from what the state last applied.</summary>
    Changed,

    /// <summary>The program wants something that is not applied.</summary>
    NotApplied,

    /// <summary>A change was begun and not finished.</summary>
    Unfinished,
}
