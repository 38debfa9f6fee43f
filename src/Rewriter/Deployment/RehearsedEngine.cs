using System.Collections.Immutable;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>
/// The engine as a plan of a phase plays it: previews are real, applies only remembered. What an apply would have done
/// shows as done in the previews that follow; what follows from it in other resources (values known after apply) does not.
/// </summary>
/// <param name="engine">The engine that previews.</param>
public sealed class RehearsedEngine(IDeploymentEngine engine) : IDeploymentEngine
{
    private readonly Dictionary<string, ImmutableArray<ResourceChange>> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeploymentPreview> _shown = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Id => engine.Id;

    /// <inheritdoc/>
    public async Task<DeploymentPreview> PreviewAsync(DeploymentTarget target, CancellationToken cancellationToken)
    {
        var preview = _shown[target.StateKey] = await ShowAsync(target, cancellationToken);
        return preview;
    }

    private async Task<DeploymentPreview> ShowAsync(DeploymentTarget target, CancellationToken cancellationToken)
    {
        var preview = await engine.PreviewAsync(target, cancellationToken);
        if (!_done.TryGetValue(target.StateKey, out var done)) return preview;
        var left = preview.Changes.Select(c => done.Contains(c, SameChange.Instance) ? Kept(c) : c).OfType<ResourceChange>();
        return preview with { Changes = [.. left] };
    }

    /// <inheritdoc/>
    public async Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        // Nothing real changes while a plan is played: what was shown a moment ago need not be asked for again.
        var preview = _shown.Remove(target.StateKey, out var shown) && shown.Digest == expectedDigest ? shown : await ShowAsync(target, cancellationToken);
        if (preview.RefusalFor(expectedDigest) is { } failure) return new DeploymentOutcome { Status = DeploymentStatus.Refused, Failure = failure, Lineage = preview.Lineage, Serial = preview.Serial };
        var applied = preview.Changes.Where(c => c.Action != CanonicalAction.NoOp).ToImmutableArray();
        _done[target.StateKey] = [.. _done.GetValueOrDefault(target.StateKey, []), .. applied];
        return new DeploymentOutcome { Status = DeploymentStatus.Succeeded, Applied = applied, Lineage = preview.Lineage, Serial = preview.Serial };
    }

    /// <inheritdoc/>
    public Task<VerificationReport> VerifyAsync(DeploymentTarget target, CancellationToken cancellationToken) => engine.VerifyAsync(target, cancellationToken);

    /// <inheritdoc/>
    public Task<DeploymentOutcome> RollbackAsync(DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(new DeploymentOutcome { Status = DeploymentStatus.Refused, Failure = Descriptors.RollbackRefused.Failure(checkpoint.StateKey, "a plan takes nothing back") });

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ImportAsync(string stateKey, ResourceDeclaration declaration, string id, CancellationToken cancellationToken) =>
        Remember(stateKey, new ResourceChange { Address = declaration.Address, Type = declaration.Type, Action = CanonicalAction.Import, PhysicalId = id, NewPhysicalId = id });

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ForgetAsync(string stateKey, string address, CancellationToken cancellationToken) =>
        Remember(stateKey, new ResourceChange { Address = address, Type = string.Empty, Action = CanonicalAction.Forget });

    private Task<DeploymentOutcome> Remember(string stateKey, ResourceChange change)
    {
        _done[stateKey] = [.. _done.GetValueOrDefault(stateKey, []), change];
        return Task.FromResult(new DeploymentOutcome { Status = DeploymentStatus.Succeeded, Applied = [change] });
    }

    // What is gone after the change is not in the next preview at all.
    private static ResourceChange? Kept(ResourceChange change) => change.Action is CanonicalAction.Delete or CanonicalAction.Forget ? null : change with
    {
        Action = CanonicalAction.NoOp, Order = ReplaceOrder.None, PreviousAddress = null, Reason = null, Differences = [], Before = change.After,
        PhysicalId = change.NewPhysicalId ?? change.PhysicalId,
    };

    private sealed class SameChange : IEqualityComparer<ResourceChange>
    {
        public static SameChange Instance { get; } = new();

        public bool Equals(ResourceChange? x, ResourceChange? y) => x?.Address == y?.Address && x?.Action == y?.Action && (x?.After.Equals(y?.After) ?? y is null);

        public int GetHashCode(ResourceChange obj) => obj.Address.GetHashCode(StringComparison.Ordinal);
    }
}
