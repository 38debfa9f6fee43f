using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>
/// What phases do to a cloud beside applying a stack. Objects are named by their name, or by their id where the name
/// alone could mean several. Every operation that changes something says how to undo it.
/// </summary>
public interface ICloudOperations
{
    /// <summary>Gives one secret the newest enabled value of another; the target is made where it is missing. The value is neither returned nor written anywhere.</summary>
    Task<CloudOperationResult> CopySecretVersionAsync(string source, string target, IfExists ifExists, CancellationToken cancellationToken);

    /// <summary>Disables a version of a secret; <c>latest</c> is the newest enabled one.</summary>
    Task<CloudOperationResult> DisableSecretVersionAsync(string secret, string version, CancellationToken cancellationToken);

    /// <summary>Deploys an image to a service or job; fails (404) where it does not exist.</summary>
    Task<CloudOperationResult> DeployImageAsync(DeployKind kind, string name, string image, CancellationToken cancellationToken);

    /// <summary>Runs a job once; fails (404) where it does not exist.</summary>
    Task<CloudOperationResult> RunJobAsync(string job, CancellationToken cancellationToken);

    /// <summary>How an entry point's traffic is shared; null where there is no such entry point.</summary>
    Task<TrafficSplit?> GetTrafficAsync(string entryPoint, CancellationToken cancellationToken);

    /// <summary>Shares an entry point's traffic; fails where a service with a share above 0 does not exist or the shares do not sum to 100.</summary>
    Task<CloudOperationResult> SetTrafficAsync(TrafficSplit split, CancellationToken cancellationToken);

    /// <summary>Deletes an object; one that does not exist is no failure. Refused for what is protected or carries traffic.</summary>
    Task<CloudOperationResult> DeleteAsync(string type, string name, CancellationToken cancellationToken);

    /// <summary>Whether there is such an object.</summary>
    Task<bool> ExistsAsync(string type, string name, CancellationToken cancellationToken);

    /// <summary>The object; null where there is none.</summary>
    Task<CloudObject?> DescribeAsync(string type, string name, CancellationToken cancellationToken);

    /// <summary>All objects of a type, or of all types where it is null.</summary>
    Task<ImmutableArray<CloudObject>> ListAsync(string? type, CancellationToken cancellationToken);

    /// <summary>Undoes an operation; refuses where it cannot be undone or what it made has changed since.</summary>
    Task<CloudOperationResult> UndoAsync(CloudUndo undo, CancellationToken cancellationToken);
}
