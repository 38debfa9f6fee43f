using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>One piece of work on a state and the cloud, under the lock: every change is kept before the next begins.</summary>
internal sealed class EmbeddedSession
{
    private readonly IEngineStore _store;
    private readonly IFaultInjector _faults;
    private readonly TimeProvider _time;
    private readonly string _project;
    private readonly ImmutableArray<AppliedStep>.Builder _steps = ImmutableArray.CreateBuilder<AppliedStep>();
    private bool _isNew;

    public EmbeddedSession(IEngineStore store, IFaultInjector faults, TimeProvider time, string key, string project)
    {
        (_store, _faults, _time, _project) = (store, faults, time, project);
        Cloud = store.LoadCloud();
        var kept = store.LoadState(key);
        (_isNew, SerialBefore) = (kept is null, kept?.Serial ?? 0);
        State = kept ?? EngineStates.Begin(key, Cloud);
        if (State.Pending is not null) SaveState("recover", EngineStates.Recovered(State, Cloud));
    }

    /// <summary>The cloud as it is now.</summary>
    public CloudSnapshot Cloud { get; private set; }

    /// <summary>The state as it is now.</summary>
    public EngineState State { get; private set; }

    /// <summary>The state's serial when the work began; 0 where there was none.</summary>
    public long SerialBefore { get; }

    /// <summary>What was done so far.</summary>
    public ImmutableArray<AppliedStep> Steps => _steps.ToImmutable();

    /// <summary>Makes one planned change.</summary>
    /// <exception cref="CloudFaultException">The cloud refused it.</exception>
    public void Make(PlannedChange planned)
    {
        var (change, before, after) = planned;
        var (was, cloudBefore) = (Cloud, ImmutableArray<CloudObject>.Empty);
        var changesCloud = change.Action is CanonicalAction.Create or CanonicalAction.Update or CanonicalAction.Replace or CanonicalAction.Delete
            || (change.Action == CanonicalAction.Import && !change.Differences.IsEmpty);
        if (changesCloud)
        {
            Begin(new PendingOperation(change.Action, before, after));
            (var next, cloudBefore) = Carry(change, before, after);
            SaveCloud(Verb(change.Action), change.NewPhysicalId ?? change.PhysicalId ?? change.Address, next);
        }

        SaveState(Verb(change.Action), (State with { Pending = null }).With(before, after));
        var cloudAfter = changesCloud && after is not null ? Cloud.Objects.Where(o => o.Type == after.Type && o.Id == after.Id && was.Find(o.Type, o.Id) != o) : [];
        _steps.Add(new AppliedStep { Change = change, StateBefore = before, StateAfter = after, CloudBefore = cloudBefore, CloudAfter = [.. cloudAfter] });
    }

    /// <summary>
    /// Gives all entries that move their new addresses in one step, because moves may swap, also with what is deleted
    /// afterwards; returns the changes that are left to be made.
    /// </summary>
    public IReadOnlyList<PlannedChange> MoveAll(IReadOnlyList<PlannedChange> planned)
    {
        var moving = planned.Where(p => p.Change.PreviousAddress is not null && p.Before is not null).ToList();
        if (moving.Count == 0) return planned;
        var next = moving.Aggregate(State, (state, p) => state.With(p.Before, null));
        var left = new List<PlannedChange>();
        foreach (var each in planned)
        {
            if (!moving.Contains(each))
            {
                left.Add(each);
                continue;
            }

            var isMoveOnly = each.Change.Action == CanonicalAction.Move;
            var moved = isMoveOnly ? each.After! : each.Before! with { Address = each.Change.Address };
            next = next.With(null, moved);
            _steps.Add(new AppliedStep { Change = isMoveOnly ? each.Change : MoveOf(each.Change), StateBefore = each.Before, StateAfter = moved });
            if (!isMoveOnly) left.Add(each with { Before = moved });
        }

        SaveState("move", next);
        return left;
    }

    /// <summary>Drops an unfinished operation that failed, so that the state is whole.</summary>
    public void Settle()
    {
        if (State.Pending is not null) SaveState("settle", EngineStates.Recovered(State, Cloud));
    }

    /// <summary>Keeps a cloud.</summary>
    public void SaveCloud(string verb, string subject, CloudSnapshot next)
    {
        _faults.Before("cloud " + verb, subject);
        next = next with { Serial = Cloud.Serial + 1 };
        _store.SaveCloud(next);
        Cloud = next;
    }

    /// <summary>Keeps a state under the next serial.</summary>
    public void SaveState(string verb, EngineState next)
    {
        _faults.Before("state " + verb, next.Key);
        next = next with { Serial = State.Serial + 1 };
        _store.SaveState(next);
        State = next;
        _isNew = false;
    }

    /// <summary>How to undo what was done; null where nothing was.</summary>
    public DeploymentCheckpoint? Checkpoint(string engine) => _steps.Count == 0 ? null : new DeploymentCheckpoint
    {
        Engine = engine, StateKey = State.Key, Lineage = State.Lineage, SerialBefore = SerialBefore, SerialAfter = State.Serial, Steps = Steps,
    };

    private static ResourceChange MoveOf(ResourceChange change) => new()
    {
        Address = change.Address, PreviousAddress = change.PreviousAddress, Type = change.Type, Action = CanonicalAction.Move, Role = change.Role,
        LogicalName = change.LogicalName, PhysicalId = change.PhysicalId, NewPhysicalId = change.PhysicalId,
    };

    // The intent is kept under the same serial: it is no change of the state yet.
    private void Begin(PendingOperation pending)
    {
        _faults.Before("state begin", State.Key);
        var next = State with { Pending = pending, Serial = _isNew ? 1 : State.Serial };
        _store.SaveState(next);
        (State, _isNew) = (next, false);
    }

    private (CloudSnapshot Cloud, ImmutableArray<CloudObject> Before) Carry(ResourceChange change, ResourceState? before, ResourceState? after)
    {
        var now = _time.GetUtcNow();
        switch (change.Action)
        {
            case CanonicalAction.Create:
                return (CloudRules.Create(Cloud, CloudRules.Make(after!.Type, after.Id, after.Inputs, _project), now), []);
            case CanonicalAction.Delete:
                return Cloud.Find(before!.Type, before.Id) is { } gone ? Deleted(Cloud, gone, now) : (Cloud, []);
            case CanonicalAction.Replace:
                var old = before is null ? Cloud.Find(change.Type, change.PhysicalId!) : Cloud.Find(before.Type, before.Id);
                var (without, lost) = old is null ? (Cloud, []) : Deleted(Cloud, old, now);
                var made = CloudRules.Make(after!.Type, after.Id, after.Inputs, _project);
                return change.Order == ReplaceOrder.CreateFirst && old is not null
                    ? (Deleted(CloudRules.Create(Cloud, made, now), old, now).Cloud, lost)
                    : (CloudRules.Create(without, made, now), lost);
            default:
                var current = Cloud.Find(after!.Type, after.Id) ?? throw new CloudFaultException($"404: '{after.Id}' does not exist");
                return (Cloud.With(current with { Attributes = after.Inputs }), [current]);
        }
    }

    private static (CloudSnapshot Cloud, ImmutableArray<CloudObject> Gone) Deleted(CloudSnapshot cloud, CloudObject gone, DateTimeOffset now)
    {
        var (next, all) = CloudRules.Delete(cloud, gone, now);
        return (next, [.. all]);
    }

    private static string Verb(CanonicalAction action) => action switch
    {
        CanonicalAction.Create => "create",
        CanonicalAction.Delete => "delete",
        CanonicalAction.Replace => "replace",
        CanonicalAction.Update => "update",
        CanonicalAction.Import => "import",
        CanonicalAction.Move => "move",
        _ => "forget",
    };
}
