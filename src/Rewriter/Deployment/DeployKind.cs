namespace Rewriter.Deployment;

/// <summary>What an image is deployed to.</summary>
public enum DeployKind
{
    /// <summary>A service.</summary>
    Service,

    /// <summary>A job.</summary>
    Job,
}
