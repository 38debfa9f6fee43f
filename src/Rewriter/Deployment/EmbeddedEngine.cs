using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>
/// The engine that needs nothing but files: it plans on what is wanted, a state and a cloud that are kept apart, and so
/// shows offline what a real one would run into: duplicates, drift, conflicts, orphans.
/// </summary>
public sealed partial class EmbeddedEngine : IDeploymentEngine, ICloudOperations
{
    private readonly IEngineStore _store;
    private readonly TimeProvider _time;
    private readonly IFaultInjector _faults;

    /// <summary>An engine over a store. The clock is the system's where none is given; the faults are for tests.</summary>
    public EmbeddedEngine(IEngineStore store, TimeProvider? time = null, IFaultInjector? faults = null) =>
        (_store, _time, _faults) = (store, time ?? TimeProvider.System, faults ?? NoFaults.Instance);

    /// <inheritdoc/>
    public string Id => "embedded";

    /// <inheritdoc/>
    public Task<DeploymentPreview> PreviewAsync(DeploymentTarget target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var cloud = _store.LoadCloud();
            var state = _store.LoadState(target.StateKey) is { } kept ? EngineStates.Recovered(kept, cloud) : null;
            return Task.FromResult(Preview(target, state, Plan(target, state, cloud)));
        }
        catch (EngineStoreException broken)
        {
            return Task.FromResult(new DeploymentPreview { Engine = Id, StateKey = target.StateKey, Failure = broken.Failure });
        }
    }

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(Guarded(() => Apply(target, expectedDigest, progress, cancellationToken)));

    /// <inheritdoc/>
    public Task<VerificationReport> VerifyAsync(DeploymentTarget target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var cloud = _store.LoadCloud();
            var state = _store.LoadState(target.StateKey);
            var plan = Plan(target, state is null ? null : EngineStates.Recovered(state, cloud), cloud);
            return Task.FromResult(new VerificationReport(target.StateKey, [.. DriftFinder.Find(state, cloud, plan)]));
        }
        catch (EngineStoreException broken)
        {
            return Task.FromResult(new VerificationReport(target.StateKey, [], broken.Failure));
        }
    }

    /// <inheritdoc/>
    public Task<DeploymentOutcome> RollbackAsync(DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(Guarded(() =>
        {
            using var held = _store.Lock();
            return new EmbeddedRollback(_store, _faults, _time, checkpoint, progress).Run(Id, cancellationToken);
        }));

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ImportAsync(string stateKey, ResourceDeclaration declaration, string id, CancellationToken cancellationToken) =>
        Task.FromResult(Guarded(() => ImportOne(stateKey, declaration, id)));

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ForgetAsync(string stateKey, string address, CancellationToken cancellationToken) =>
        Task.FromResult(Guarded(() => ForgetOne(stateKey, address)));

    private DeploymentPlan Plan(DeploymentTarget target, EngineState? state, CloudSnapshot cloud) =>
        DeploymentPlanner.Plan(target, state, cloud, _time.GetUtcNow());

    private DeploymentPreview Preview(DeploymentTarget target, EngineState? state, DeploymentPlan plan) => new()
    {
        Engine = Id, StateKey = target.StateKey, Lineage = state?.Lineage ?? string.Empty, Serial = state?.Serial ?? 0,
        PriorResources = state?.Resources.Length ?? 0, Changes = [.. plan.Changes.Select(c => c.Change)], Conflicts = plan.Conflicts,
    };

    private DeploymentOutcome Apply(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        using var held = _store.Lock();
        var cloud = _store.LoadCloud();
        var kept = _store.LoadState(target.StateKey);
        var state = kept is null ? null : EngineStates.Recovered(kept, cloud);
        var plan = Plan(target, state, cloud);
        var digest = Preview(target, state, plan).Digest;
        if (digest != expectedDigest) return Refused(Descriptors.PreviewStale.Failure(target.StateKey, target.StateKey, expectedDigest, digest), state);
        if (plan.Conflicts is [var first, ..]) return Refused(Descriptors.PreviewConflicts.Failure(first.Address, plan.Conflicts.Length, first.Message), state);

        var work = plan.Changes.Where(c => c.Change.Action != CanonicalAction.NoOp || HasNewEntry(c)).ToList();
        if (work.Count == 0 && kept?.Pending is null) return new DeploymentOutcome { Status = DeploymentStatus.Succeeded, Lineage = state?.Lineage ?? string.Empty, Serial = state?.Serial ?? 0 };
        var session = new EmbeddedSession(_store, _faults, _time, target.StateKey, target.Desired.Project);
        if (cancellationToken.IsCancellationRequested) return Outcome(session, DeploymentStatus.Cancelled, Cancelled(target, session, work.Count));
        foreach (var planned in session.MoveAll(work))
        {
            if (cancellationToken.IsCancellationRequested)
                return Outcome(session, DeploymentStatus.Cancelled, Cancelled(target, session, work.Count));
            if (Make(session, planned, progress) is { } failure) return Outcome(session, DeploymentStatus.Failed, failure);
        }

        return Outcome(session, DeploymentStatus.Succeeded, null);
    }

    private static DeploymentFailure Cancelled(DeploymentTarget target, EmbeddedSession session, int count) =>
        Descriptors.DeploymentCancelled.Failure(target.StateKey, session.Steps.Length, count);

    // An unchanged object whose options, role or logical name changed: only the state learns of it.
    private static bool HasNewEntry(PlannedChange planned) => planned.Before is { } before && planned.After is { } after
        && DeploymentJson.WriteLine(before) != DeploymentJson.WriteLine(after);

    private static DeploymentFailure? Make(EmbeddedSession session, PlannedChange planned, IProgress<DeploymentEvent>? progress)
    {
        var change = planned.Change;
        void Tell(DeploymentEventKind kind, string message) => progress?.Report(new DeploymentEvent(kind, change.Action, change.Address, change.Type, message));
        Tell(DeploymentEventKind.Started, change.NewPhysicalId ?? change.PhysicalId ?? change.Address);
        try
        {
            session.Make(planned);
            Tell(DeploymentEventKind.Completed, planned.After?.Id ?? change.PhysicalId ?? change.Address);
            return null;
        }
        catch (CloudFaultException refused)
        {
            session.Settle();
            Tell(DeploymentEventKind.Failed, refused.Message);
            return Descriptors.CloudRefused.Failure(change.Address, refused.Message);
        }
        catch (EngineStoreException broken)
        {
            Tell(DeploymentEventKind.Failed, broken.Message);
            return broken.Failure;
        }
    }

    private DeploymentOutcome ImportOne(string stateKey, ResourceDeclaration declaration, string id)
    {
        using var held = _store.Lock();
        var state = _store.LoadState(stateKey);
        var cloud = _store.LoadCloud();
        if (state?.Find(declaration.Address) is { } there)
            return Refused(Descriptors.StateMismatch.Failure(declaration.Address, $"'{declaration.Address}' holds '{there.Id}' already"), state);
        if (cloud.Find(declaration.Type, id) is not { } found)
            return Refused(Descriptors.ObjectMissing.Failure(declaration.Address, ResourceTypeCatalog.For(declaration.Type).Noun, id), state);
        var entry = new ResourceState
        {
            Address = declaration.Address, Type = declaration.Type, Id = id, Role = declaration.Role, LogicalName = declaration.LogicalName,
            Inputs = found.Attributes, Options = declaration.Options,
        };
        var change = new ResourceChange
        {
            Address = entry.Address, Type = entry.Type, Action = CanonicalAction.Import, Role = entry.Role, LogicalName = entry.LogicalName,
            PhysicalId = id, NewPhysicalId = id, Before = StackDiff.Redacted(entry.Inputs), After = StackDiff.Redacted(entry.Inputs),
        };
        var session = new EmbeddedSession(_store, _faults, _time, stateKey, string.Empty);
        session.Make(new PlannedChange(change, null, entry));
        return Outcome(session, DeploymentStatus.Succeeded, null);
    }

    private DeploymentOutcome ForgetOne(string stateKey, string address)
    {
        using var held = _store.Lock();
        var state = _store.LoadState(stateKey);
        if (state?.Find(address) is not { } entry)
            return Refused(Descriptors.StateMismatch.Failure(address, $"the state '{stateKey}' holds no '{address}'"), state);
        var change = new ResourceChange
        {
            Address = address, Type = entry.Type, Action = CanonicalAction.Forget, Role = entry.Role, LogicalName = entry.LogicalName,
            PhysicalId = entry.Id, NewPhysicalId = entry.Id, Before = StackDiff.Redacted(entry.Inputs),
        };
        var session = new EmbeddedSession(_store, _faults, _time, stateKey, string.Empty);
        session.Make(new PlannedChange(change, entry, null));
        return Outcome(session, DeploymentStatus.Succeeded, null);
    }

    private DeploymentOutcome Outcome(EmbeddedSession session, DeploymentStatus status, DeploymentFailure? failure) => new()
    {
        Status = status, Failure = failure, Lineage = session.State.Lineage, Serial = session.State.Serial,
        Applied = [.. session.Steps.Select(s => s.Change).Where(c => c.Action != CanonicalAction.NoOp)], Checkpoint = session.Checkpoint(Id),
    };

    private static DeploymentOutcome Refused(DeploymentFailure failure, EngineState? state) => new()
    {
        Status = DeploymentStatus.Refused, Failure = failure, Lineage = state?.Lineage ?? string.Empty, Serial = state?.Serial ?? 0,
    };

    private static DeploymentOutcome Guarded(Func<DeploymentOutcome> work)
    {
        try
        {
            return work();
        }
        catch (EngineStoreException broken)
        {
            return Refused(broken.Failure, null);
        }
        catch (CloudFaultException refused)
        {
            return Refused(Descriptors.CloudRefused.Failure(null, refused.Message), null);
        }
    }
}
