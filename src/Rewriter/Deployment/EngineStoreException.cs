namespace Rewriter.Deployment;

/// <summary>States or cloud cannot be read or kept.</summary>
public sealed class EngineStoreException : Exception
{
    /// <summary>A store failed.</summary>
    public EngineStoreException(DeploymentFailure failure, Exception? inner = null)
        : base(failure.Message, inner) => Failure = failure;

    /// <summary>What happened and what to do.</summary>
    public DeploymentFailure Failure { get; }
}
