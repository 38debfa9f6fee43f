using System.Collections.Immutable;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>
/// Undoes what one apply did: the last change first, after all of it has been tried on copies. How far a rollback that
/// was killed had come is seen from the state, so that it can be run again.
/// </summary>
internal sealed class EmbeddedRollback
{
    private readonly EmbeddedSession _session;
    private readonly IEngineStore _store;
    private readonly TimeProvider _time;
    private readonly DeploymentCheckpoint _checkpoint;
    private readonly IProgress<DeploymentEvent>? _progress;
    private readonly bool _hasState;
    private readonly ImmutableArray<ResourceChange>.Builder _undone = ImmutableArray.CreateBuilder<ResourceChange>();

    public EmbeddedRollback(IEngineStore store, IFaultInjector faults, TimeProvider time, DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress)
    {
        (_store, _time, _checkpoint, _progress) = (store, time, checkpoint, progress);
        _hasState = store.LoadState(checkpoint.StateKey) is not null;
        _session = new EmbeddedSession(store, faults, time, checkpoint.StateKey, string.Empty);
    }

    public DeploymentOutcome Run(string engine, CancellationToken cancellationToken)
    {
        var units = RollbackUnit.Of(_checkpoint.Steps);
        var (left, obstacle) = LeftToUndo(engine, units);
        if (obstacle is not null) return Outcome(DeploymentStatus.Refused, Descriptors.RollbackRefused.Failure(_checkpoint.StateKey, obstacle));
        for (var i = left - 1; i >= 0; i--)
        {
            if (cancellationToken.IsCancellationRequested)
                return Outcome(DeploymentStatus.Cancelled, Descriptors.DeploymentCancelled.Failure(_checkpoint.StateKey, left - 1 - i, left));
            if (Undo(units[i]) is { } failure) return Outcome(DeploymentStatus.Failed, failure);
        }

        if (_checkpoint.SerialBefore == 0 && _hasState && _session.State.Resources.IsEmpty) _store.DropState(_checkpoint.StateKey);
        return Outcome(DeploymentStatus.Succeeded, null);
    }

    private (int Left, string? Obstacle) LeftToUndo(string engine, ImmutableArray<RollbackUnit> units)
    {
        if (_checkpoint.Engine != engine) return (0, $"it was applied by the engine '{_checkpoint.Engine}'");
        if (_hasState && _session.State.Lineage != _checkpoint.Lineage) return (0, $"the state '{_checkpoint.StateKey}' is another one now (lineage {_session.State.Lineage})");
        if (RollbackUnit.CountApplied(units, _session.State) is not { } left)
            return (0, $"entries of the state '{_checkpoint.StateKey}' changed since: {RollbackUnit.FirstChanged(units, _session.State)}");
        var cloud = _session.Cloud;
        for (var i = left - 1; i >= 0; i--)
        {
            foreach (var step in units[i].Steps.Reverse())
            {
                if (Obstacle(step, cloud) is { } obstacle) return (0, obstacle);
                cloud = Undone(step, cloud);
            }
        }

        return (left, null);
    }

    private static string? Obstacle(AppliedStep step, CloudSnapshot cloud)
    {
        foreach (var gone in step.CloudBefore.Where(b => cloud.Find(b.Type, b.Id) is null))
        {
            if (ResourceTypeCatalog.For(gone.Type).LostWithObject is { } lost) return $"'{gone.Id}' was deleted, and {lost}";
        }

        foreach (var made in step.CloudAfter)
        {
            if (cloud.Find(made.Type, made.Id) is not { } there) continue;
            var before = step.CloudBefore.FirstOrDefault(b => b.Id == made.Id && b.Type == made.Type);
            if (before is not null && there.Attributes.Equals(before.Attributes)) continue;
            if (!StackDiff.Between(made.Attributes, there.Attributes, null, step.StateAfter?.Options.IgnoreChanges ?? []).IsEmpty) return $"'{made.Id}' changed since";
            if (before is null && CloudRules.Serves(cloud, made.Type, made.Id) is { } split) return $"'{made.Id}' carries traffic of '{split.EntryPoint}' ({split})";
        }

        return null;
    }

    private CloudSnapshot Undone(AppliedStep step, CloudSnapshot cloud)
    {
        foreach (var made in step.CloudAfter.Where(a => step.CloudBefore.All(b => b.Id != a.Id || b.Type != a.Type)))
        {
            if (cloud.Find(made.Type, made.Id) is { } there) cloud = CloudRules.Delete(cloud, there, _time.GetUtcNow()).Cloud;
        }

        return step.CloudBefore.Aggregate(cloud, (c, o) => c.With(o));
    }

    private DeploymentFailure? Undo(RollbackUnit unit)
    {
        var address = unit.Steps[0].Change.Address;
        try
        {
            foreach (var step in unit.Steps) Tell(DeploymentEventKind.Started, step);
            var cloud = unit.Steps.Reverse().Aggregate(_session.Cloud, (c, s) => Undone(s, c));
            if (!ReferenceEquals(cloud, _session.Cloud)) _session.SaveCloud("undo", address, cloud);
            _session.SaveState("undo", unit.Undo(_session.State));
            _undone.AddRange(unit.Steps.Reverse().Where(s => s.Change.Action != CanonicalAction.NoOp).Select(CheckpointReview.Inverse));
            foreach (var step in unit.Steps) Tell(DeploymentEventKind.Completed, step);
            return null;
        }
        catch (CloudFaultException refused)
        {
            return Failed(unit, Descriptors.CloudRefused.Failure(address, refused.Message));
        }
        catch (EngineStoreException broken)
        {
            return Failed(unit, broken.Failure);
        }
    }

    private DeploymentFailure Failed(RollbackUnit unit, DeploymentFailure failure)
    {
        foreach (var step in unit.Steps) Tell(DeploymentEventKind.Failed, step);
        return failure;
    }

    private void Tell(DeploymentEventKind kind, AppliedStep step) =>
        _progress?.Report(new DeploymentEvent(kind, step.Change.Action, step.Change.Address, step.Change.Type, "undo"));

    private DeploymentOutcome Outcome(DeploymentStatus status, DeploymentFailure? failure) => new()
    {
        Status = status, Failure = failure, Applied = _undone.ToImmutable(), Lineage = _session.State.Lineage, Serial = _session.State.Serial,
    };
}
