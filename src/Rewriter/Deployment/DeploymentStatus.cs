namespace Rewriter.Deployment;

/// <summary>How the work of an engine ended.</summary>
public enum DeploymentStatus
{
    /// <summary>Everything was done.</summary>
    Succeeded,

    /// <summary>Nothing was done.</summary>
    Refused,

    /// <summary>Something failed; what was done before is recorded.</summary>
    Failed,

    /// <summary>It was cancelled; what was done before is recorded.</summary>
    Cancelled,
}
