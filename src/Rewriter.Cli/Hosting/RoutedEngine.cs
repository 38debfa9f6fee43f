using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Cli.Hosting;

/// <summary>Hands each piece of work to the engine that keeps the state.</summary>
/// <param name="id">The engines' common id.</param>
/// <param name="route">The engine of a state's key; null where no stack has it.</param>
public sealed class RoutedEngine(string id, Func<string, IDeploymentEngine?> route) : IDeploymentEngine
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public async Task<DeploymentPreview> PreviewAsync(DeploymentTarget target, CancellationToken cancellationToken) =>
        route(target.StateKey) is { } engine
            ? await engine.PreviewAsync(target, cancellationToken)
            : new DeploymentPreview { Engine = id, StateKey = target.StateKey, Failure = NoStack(target.StateKey) };

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        WithAsync(target.StateKey, e => e.ApplyAsync(target, expectedDigest, progress, cancellationToken));

    /// <inheritdoc/>
    public IDeploymentEngine Telling(Action<DeploymentCheckpoint> intent) => new RoutedEngine(id, key => route(key)?.Telling(intent));

    /// <inheritdoc/>
    public async Task<VerificationReport> VerifyAsync(DeploymentTarget target, CancellationToken cancellationToken) =>
        route(target.StateKey) is { } engine
            ? await engine.VerifyAsync(target, cancellationToken)
            : new VerificationReport(target.StateKey, [], NoStack(target.StateKey));

    /// <inheritdoc/>
    public Task<DeploymentOutcome> RollbackAsync(DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        WithAsync(checkpoint.StateKey, e => e.RollbackAsync(checkpoint, progress, cancellationToken));

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ImportAsync(string stateKey, ResourceDeclaration declaration, string id, CancellationToken cancellationToken) =>
        WithAsync(stateKey, e => e.ImportAsync(stateKey, declaration, id, cancellationToken));

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ForgetAsync(string stateKey, string address, CancellationToken cancellationToken) =>
        WithAsync(stateKey, e => e.ForgetAsync(stateKey, address, cancellationToken));

    private Task<DeploymentOutcome> WithAsync(string stateKey, Func<IDeploymentEngine, Task<DeploymentOutcome>> work) =>
        route(stateKey) is { } engine
            ? work(engine)
            : Task.FromResult(new DeploymentOutcome { Status = DeploymentStatus.Refused, Failure = NoStack(stateKey) });

    private static DeploymentFailure NoStack(string stateKey) =>
        Descriptors.StateMismatch.Failure(stateKey, $"no stack of the migration keeps the state '{stateKey}'");
}
