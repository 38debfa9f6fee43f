using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>Undoes what one apply did: the last change first, after all of it has been checked.</summary>
internal sealed class EmbeddedRollback
{
    private readonly EmbeddedSession _session;
    private readonly IEngineStore _store;
    private readonly TimeProvider _time;
    private readonly DeploymentCheckpoint _checkpoint;
    private readonly IProgress<DeploymentEvent>? _progress;
    private readonly bool _hasState;

    public EmbeddedRollback(IEngineStore store, IFaultInjector faults, TimeProvider time, DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress)
    {
        (_store, _time, _checkpoint, _progress) = (store, time, checkpoint, progress);
        _hasState = store.LoadState(checkpoint.StateKey) is not null;
        _session = new EmbeddedSession(store, faults, time, checkpoint.StateKey, string.Empty);
    }

    public DeploymentOutcome Run(string engine, CancellationToken cancellationToken)
    {
        if (Obstacle(engine) is { } obstacle)
            return Outcome(DeploymentStatus.Refused, Descriptors.RollbackRefused.Failure(_checkpoint.StateKey, obstacle));
        var steps = _checkpoint.Steps.Reverse().Where(s => !IsUndone(s)).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            if (cancellationToken.IsCancellationRequested)
                return Outcome(DeploymentStatus.Cancelled, Descriptors.DeploymentCancelled.Failure(_checkpoint.StateKey, i, steps.Count));
            if (Undo(steps[i]) is { } failure) return Outcome(DeploymentStatus.Failed, failure);
        }

        if (_checkpoint.SerialBefore == 0 && _hasState && _session.State.Resources.IsEmpty) _store.DropState(_checkpoint.StateKey);
        return Outcome(DeploymentStatus.Succeeded, null);
    }

    // A rollback that was killed is run again: what is undone already is skipped.
    private bool IsUndone(AppliedStep step) => !Same(step.StateBefore, step.StateAfter) && HasEntriesBefore(step)
        && step.CloudBefore.All(o => Same(_session.Cloud.Find(o.Type, o.Id), o))
        && step.CloudAfter.All(o => step.CloudBefore.Any(b => b.Id == o.Id && b.Type == o.Type) || _session.Cloud.Find(o.Type, o.Id) is null);

    private bool HasEntriesBefore(AppliedStep step)
    {
        var (before, after) = (step.StateBefore, step.StateAfter);
        if (before is not null && !Same(_session.State.Find(before.Address), before)) return false;
        return after is null || after.Address == before?.Address || _session.State.Find(after.Address) is not { } there || there.Id != after.Id;
    }

    private string? Obstacle(string engine)
    {
        if (_checkpoint.Engine != engine) return $"it was applied by the engine '{_checkpoint.Engine}'";
        if (_hasState && _session.State.Lineage != _checkpoint.Lineage) return $"the state '{_checkpoint.StateKey}' is another one now (lineage {_session.State.Lineage})";
        foreach (var step in _checkpoint.Steps.Reverse().Where(s => !IsUndone(s)))
        {
            if (Obstacle(step) is { } obstacle) return obstacle;
        }

        return null;
    }

    private string? Obstacle(AppliedStep step)
    {
        var now = _session.State.Find((step.StateAfter ?? step.StateBefore)!.Address);
        if (step.StateAfter is null ? now?.Id == step.StateBefore!.Id : !Same(now, step.StateAfter)) return $"the state's entry '{step.Change.Address}' changed since";
        foreach (var gone in step.CloudBefore.Where(b => _session.Cloud.Find(b.Type, b.Id) is null))
        {
            if (ResourceTypeCatalog.For(gone.Type).LostWithObject is { } lost) return $"'{gone.Id}' was deleted, and {lost}";
        }

        foreach (var made in step.CloudAfter)
        {
            if (_session.Cloud.Find(made.Type, made.Id) is not { } there) continue;
            if (!StackDiff.Between(made.Attributes, there.Attributes, null, step.StateAfter?.Options.IgnoreChanges ?? []).IsEmpty) return $"'{made.Id}' changed since";
            if (step.CloudBefore.All(b => b.Id != made.Id) && CloudRules.Serves(_session.Cloud, made.Type, made.Id) is { } split)
                return $"'{made.Id}' carries traffic of '{split.EntryPoint}' ({split})";
        }

        return null;
    }

    private DeploymentFailure? Undo(AppliedStep step)
    {
        var address = step.Change.Address;
        try
        {
            Tell(DeploymentEventKind.Started, step);
            var cloud = _session.Cloud;
            foreach (var made in step.CloudAfter.Where(a => step.CloudBefore.All(b => b.Id != a.Id || b.Type != a.Type)))
            {
                if (cloud.Find(made.Type, made.Id) is { } there) cloud = CloudRules.Delete(cloud, there, _time.GetUtcNow()).Cloud;
            }

            cloud = step.CloudBefore.Aggregate(cloud, (c, o) => c.With(o));
            if (!ReferenceEquals(cloud, _session.Cloud)) _session.SaveCloud("undo", address, cloud);
            _session.SaveState("undo", _session.State.With(step.StateAfter, step.StateBefore));
            Tell(DeploymentEventKind.Completed, step);
            return null;
        }
        catch (CloudFaultException refused)
        {
            Tell(DeploymentEventKind.Failed, step);
            return Descriptors.CloudRefused.Failure(address, refused.Message);
        }
        catch (EngineStoreException broken)
        {
            Tell(DeploymentEventKind.Failed, step);
            return broken.Failure;
        }
    }

    private static bool Same<T>(T? left, T? right)
        where T : class => left is null || right is null ? left is null && right is null : DeploymentJson.WriteLine(left) == DeploymentJson.WriteLine(right);

    private void Tell(DeploymentEventKind kind, AppliedStep step) =>
        _progress?.Report(new DeploymentEvent(kind, step.Change.Action, step.Change.Address, step.Change.Type, "undo"));

    private DeploymentOutcome Outcome(DeploymentStatus status, DeploymentFailure? failure) => new()
    {
        Status = status, Failure = failure, Lineage = _session.State.Lineage, Serial = _session.State.Serial,
    };
}
