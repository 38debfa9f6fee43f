using System.Collections.Immutable;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>The cloud of an engine that only previews and applies stacks: every operation beside them is refused, in a plan already.</summary>
/// <param name="engine">The engine's id.</param>
public sealed class NoCloudOperations(string engine) : ICloudOperations
{
    /// <inheritdoc/>
    public Task<CloudOperationResult> CopySecretVersionAsync(string source, string target, IfExists ifExists, CancellationToken cancellationToken) => Refuse($"copy the secret '{source}'");

    /// <inheritdoc/>
    public Task<CloudOperationResult> DisableSecretVersionAsync(string secret, string version, CancellationToken cancellationToken) => Refuse($"disable a version of the secret '{secret}'");

    /// <inheritdoc/>
    public Task<CloudOperationResult> DeployImageAsync(DeployKind kind, string name, string image, CancellationToken cancellationToken) => Refuse($"deploy an image to '{name}'");

    /// <inheritdoc/>
    public Task<CloudOperationResult> RunJobAsync(string job, CancellationToken cancellationToken) => Refuse($"run the job '{job}'");

    /// <inheritdoc/>
    public Task<TrafficSplit?> GetTrafficAsync(string entryPoint, CancellationToken cancellationToken) => Task.FromResult<TrafficSplit?>(null);

    /// <inheritdoc/>
    public Task<CloudOperationResult> SetTrafficAsync(TrafficSplit split, CancellationToken cancellationToken) => Refuse($"shift the traffic of '{split.EntryPoint}'");

    /// <inheritdoc/>
    public Task<CloudOperationResult> DeleteAsync(string type, string name, CancellationToken cancellationToken) => Refuse($"delete '{name}' beside a stack");

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string type, string name, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public Task<CloudObject?> DescribeAsync(string type, string name, CancellationToken cancellationToken) => Task.FromResult<CloudObject?>(null);

    /// <inheritdoc/>
    public Task<ImmutableArray<CloudObject>> ListAsync(string? type, CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<CloudObject>.Empty);

    /// <inheritdoc/>
    public Task<CloudOperationResult> UndoAsync(CloudUndo undo, CancellationToken cancellationToken) => Refuse($"undo the {undo.Operation} of '{undo.Subject}'");

    private Task<CloudOperationResult> Refuse(string what) =>
        Task.FromResult(new CloudOperationResult(what, false, null, Descriptors.OperationUnsupported.Failure(null, engine, what)));
}
