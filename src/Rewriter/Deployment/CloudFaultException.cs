namespace Rewriter.Deployment;

/// <summary>The cloud answers with an error: the change is not made, and the engine stops in order.</summary>
public sealed class CloudFaultException : Exception
{
    /// <summary>An error with its message.</summary>
    public CloudFaultException(string message)
        : base(message)
    {
    }
}
