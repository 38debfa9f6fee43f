namespace Rewriter.Forges;

/// <summary>Where a pull request stands.</summary>
public enum PullRequestState
{
    /// <summary>It waits to be merged.</summary>
    Open,

    /// <summary>It was closed without being merged.</summary>
    Closed,

    /// <summary>It was merged.</summary>
    Merged,
}
