namespace Rewriter.Deployment;

/// <summary>What previews and applies resources.</summary>
public interface IDeploymentEngine
{
    /// <summary>The engine's id: <c>embedded</c>, <c>terraform</c>, <c>pulumi</c>.</summary>
    string Id { get; }

    /// <summary>What would be done. Changes nothing.</summary>
    Task<DeploymentPreview> PreviewAsync(DeploymentTarget target, CancellationToken cancellationToken);

    /// <summary>
    /// Does what a preview showed. Where a new preview has another digest, or has conflicts, nothing is done. Cancelling
    /// ends the work between two changes and leaves the state whole: the outcome says so, no exception is thrown.
    /// </summary>
    Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken);

    /// <summary>Whether program, state and cloud agree. Changes nothing.</summary>
    Task<VerificationReport> VerifyAsync(DeploymentTarget target, CancellationToken cancellationToken);

    /// <summary>
    /// The engine, telling before it changes anything what leads back should the process die in the middle. An engine whose
    /// simulated apply tells that is itself.
    /// </summary>
    /// <param name="intent">Takes the way back (<see cref="DeploymentCheckpoint.IsIntent"/>); when it returns, that is on the disk.</param>
    IDeploymentEngine Telling(Action<DeploymentCheckpoint> intent) => this;

    /// <summary>Undoes what one apply did; refuses as a whole, before anything is done, where any of it cannot be undone.</summary>
    Task<DeploymentOutcome> RollbackAsync(DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken);

    /// <summary>Takes an existing object into a state, unchanged.</summary>
    Task<DeploymentOutcome> ImportAsync(string stateKey, ResourceDeclaration declaration, string id, CancellationToken cancellationToken);

    /// <summary>Drops an object from a state; the object stays.</summary>
    Task<DeploymentOutcome> ForgetAsync(string stateKey, string address, CancellationToken cancellationToken);
}
