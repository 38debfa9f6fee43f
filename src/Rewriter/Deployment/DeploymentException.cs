namespace Rewriter.Deployment;

/// <summary>A command of an engine's program failed, and with it what the engine was about to do.</summary>
public sealed class DeploymentException : Exception
{
    /// <summary>A command failed.</summary>
    /// <param name="failure">What happened and what to do.</param>
    /// <param name="isCancelled">Whether it failed because it was cancelled.</param>
    public DeploymentException(DeploymentFailure failure, bool isCancelled = false)
        : base(failure.Message) => (Failure, IsCancelled) = (failure, isCancelled);

    /// <summary>What happened and what to do.</summary>
    public DeploymentFailure Failure { get; }

    /// <summary>Whether it failed because it was cancelled.</summary>
    public bool IsCancelled { get; }

    /// <summary>Whether something was changed before it failed.</summary>
    public bool HasBegun { get; init; }
}
