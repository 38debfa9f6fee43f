using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>
/// A pure function from what is wanted, what the state believes and what exists to the changes in between. Where the
/// cloud is known, objects are compared with it rather than with the state, so that drift is seen and put right.
/// </summary>
internal sealed class DeploymentPlanner
{
    private readonly DeploymentTarget _target;
    private readonly CloudSnapshot? _cloud;
    private readonly ConflictCheck _check;
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _imports = new(StringComparer.Ordinal);
    private readonly List<(string Type, StackMap Inputs)> _created = [];
    private readonly ImmutableArray<PlannedChange>.Builder _changes = ImmutableArray.CreateBuilder<PlannedChange>();

    private DeploymentPlanner(DeploymentTarget target, EngineState? state, CloudSnapshot? cloud, DateTimeOffset now)
    {
        (_target, _cloud) = (target, cloud);
        _check = new ConflictCheck(cloud, target.Desired.Project, now);
        foreach (var resource in state?.Resources ?? []) _known.Add(resource.Address, new Known(resource, null));
        if (state?.IsForeign == true) FollowNames();
    }

    private sealed record Known(ResourceState State, string? PreviousAddress);

    /// <summary>Plans. The cloud is null where it is not known; then nothing is said about what it would refuse.</summary>
    public static DeploymentPlan Plan(DeploymentTarget target, EngineState? state, CloudSnapshot? cloud, DateTimeOffset now) =>
        new DeploymentPlanner(target, state, cloud, now).Plan();

    private DeploymentPlan Plan()
    {
        Move();
        FollowAliases();
        Forget();
        foreach (var import in _target.Imports)
        {
            _imports[import.Address] = import.Id;
            if (_target.Desired.Find(import.Address) is null)
                _check.Report(ConflictKind.ImportUndeclared, import.Address, string.Empty, import.Id, $"'{import.Id}' is to be imported, but no resource has the address '{import.Address}'");
        }

        foreach (var declaration in ResourceOrder.Of(_target.Desired.Resources)) Want(declaration);
        foreach (var gone in ResourceOrder.Of(_known.Values.Select(k => k.State)).Reverse()) Drop(gone, _known[gone.Address].PreviousAddress);
        return new DeploymentPlan(_changes.ToImmutable(), _check.Conflicts);
    }

    // A tool whose state has no addresses knows a resource by its type and name; the stack's address is ours alone.
    private void FollowNames()
    {
        foreach (var declaration in _target.Desired.Resources.Where(d => !_known.ContainsKey(d.Address)))
        {
            var same = _known.Values.FirstOrDefault(k => k.State.LogicalName == declaration.LogicalName && k.State.Type == declaration.Type && _target.Desired.Find(k.State.Address) is null);
            if (same is null) continue;
            _known.Remove(same.State.Address);
            _known[declaration.Address] = new Known(same.State with { Address = declaration.Address }, null);
        }
    }

    // Moves happen at once: a→b and b→a swap.
    private void Move()
    {
        var sources = _target.Moves.Where(m => _known.ContainsKey(m.From)).ToArray();
        var leaving = sources.Select(m => m.From).ToHashSet(StringComparer.Ordinal);
        var taken = sources.ToDictionary(m => m.From, m => _known[m.From], StringComparer.Ordinal);
        foreach (var move in sources)
        {
            if (_known.TryGetValue(move.To, out var there) && !leaving.Contains(move.To))
            {
                leaving.Remove(move.From);
                _check.Report(ConflictKind.MoveTargetOccupied, move.To, there.State.Type, there.State.Id, $"'{move.From}' cannot move to '{move.To}': '{there.State.Id}' is there");
            }
        }

        foreach (var from in leaving) _known.Remove(from);
        foreach (var move in sources.Where(m => leaving.Contains(m.From)))
            _known[move.To] = new Known(taken[move.From].State with { Address = move.To }, move.From);
    }

    private void FollowAliases()
    {
        foreach (var declaration in _target.Desired.Resources.Where(d => !_known.ContainsKey(d.Address)))
        {
            var old = _known.Values.FirstOrDefault(k => k.State.Type == declaration.Type && _target.Desired.Find(k.State.Address) is null
                && declaration.Options.Aliases.Any(a => a == k.State.Address || a == k.State.LogicalName));
            if (old is null) continue;
            _known.Remove(old.State.Address);
            _known[declaration.Address] = new Known(old.State with { Address = declaration.Address }, old.PreviousAddress ?? old.State.Address);
        }
    }

    private void Forget()
    {
        foreach (var address in _target.Forgets)
        {
            if (_known.Remove(address, out var known)) AddForget(known.State, known.PreviousAddress, "the migration forgets it");
        }
    }

    private void Want(ResourceDeclaration declaration)
    {
        var schema = ResourceTypeCatalog.For(declaration.Type);
        _known.Remove(declaration.Address, out var known);
        var wanted = WantedInputs.Of(declaration, schema, _target.StateKey, known?.State.Inputs);
        if (known is not null && HasOutsideSecret(schema, wanted) && IsOfAnotherParent(known.State, schema, wanted))
        {
            AddForget(Original(known), null, "the secret that it belongs to is another one now; the version goes or stays with its secret");
            known = null;
        }

        if (known is not null) WantExisting(declaration, schema, wanted, known);
        else if (_imports.TryGetValue(declaration.Address, out var id)) WantImport(declaration, schema, wanted, id);
        else if (HasOutsideSecret(schema, wanted)) WantVersion(declaration, schema, wanted);
        else Create(declaration, schema, wanted, null, null);
    }

    private void WantExisting(ResourceDeclaration declaration, ResourceTypeSchema schema, StackMap wanted, Known known)
    {
        var exists = _cloud is null || _cloud.Find(known.State.Type, known.State.Id) is not null;
        if (!exists)
        {
            Create(declaration, schema, wanted, known, "the state holds the object, but it is gone from the cloud");
            return;
        }

        var found = _cloud?.Find(known.State.Type, known.State.Id);
        var shown = found?.Attributes ?? known.State.Inputs;
        var prior = shown;
        if (found?.IsForeign == true) (prior, wanted) = ForeignInputs.Meet(prior, wanted, declaration, schema, _target.Desired.Project);
        var differences = Differences(schema, declaration, prior, wanted);
        var sameType = known.State.Type == declaration.Type;
        if (!sameType) differences = [new PropertyDifference("(type)", known.State.Type, declaration.Type, true), .. differences];
        var replace = differences.Any(d => d.ForcesReplacement);
        var newId = replace ? schema.IdOf(wanted, _target.Desired.Project) ?? known.State.Id : known.State.Id;
        var action = replace ? CanonicalAction.Replace
            : differences.Length > 0 ? CanonicalAction.Update
            : known.PreviousAddress is not null ? CanonicalAction.Move : CanonicalAction.NoOp;
        var deleteFirst = declaration.Options.DeleteBeforeReplace || (sameType && newId == known.State.Id);
        var change = Change(declaration, action, known.State.Id, newId, prior, wanted) with
        {
            PreviousAddress = known.PreviousAddress,
            Order = !replace ? ReplaceOrder.None : deleteFirst ? ReplaceOrder.DeleteFirst : ReplaceOrder.CreateFirst,
            Protected = known.State.Options.Protect || declaration.Options.Protect,
            Differences = differences,
        };
        if (replace) _check.Replace(known.State, shown, declaration, schema, wanted, newId);
        else _check.Keep(declaration, wanted, newId, action == CanonicalAction.Update);
        Add(change, Original(known), Entry(declaration, newId, replace ? wanted : Kept(declaration, shown, wanted)));
    }

    private void WantImport(ResourceDeclaration declaration, ResourceTypeSchema schema, StackMap wanted, string id)
    {
        var found = _cloud?.Find(declaration.Type, id);
        if (_cloud is { IsPartial: false } && found is null)
        {
            _check.Report(ConflictKind.ImportNotFound, declaration.Address, declaration.Type, id, $"404: '{id}' is to be imported and does not exist");
            Add(Change(declaration, CanonicalAction.Import, null, id, StackMap.Empty, wanted), null, Entry(declaration, id, wanted));
            return;
        }

        var prior = found?.Attributes ?? wanted;
        if (found?.IsForeign == true) (prior, wanted) = ForeignInputs.Meet(prior, wanted, declaration, schema, _target.Desired.Project);
        var differences = Differences(schema, declaration, prior, wanted);
        var replace = differences.Any(d => d.ForcesReplacement);
        var newId = replace ? schema.IdOf(wanted, _target.Desired.Project) ?? id : id;
        var change = Change(declaration, replace ? CanonicalAction.Replace : CanonicalAction.Import, id, newId, prior, wanted) with
        {
            Order = replace ? ReplaceOrder.DeleteFirst : ReplaceOrder.None,
            Differences = differences,
            Reason = replace ? "the imported object would have to be replaced at once: the import id is of another object" : null,
        };
        var imported = Entry(declaration, id, prior);
        if (replace) _check.Replace(imported, prior, declaration, schema, wanted, newId);
        else _check.Keep(declaration, wanted, newId, changed: false);
        Add(change, null, Entry(declaration, newId, replace ? wanted : Kept(declaration, prior, wanted)));
    }

    // The engine never sees the value of a secret kept outside, so it makes no version of it: it takes over the one that a copy made.
    private void WantVersion(ResourceDeclaration declaration, ResourceTypeSchema schema, StackMap wanted)
    {
        var parent = schema.ParentIdOf(wanted, _target.Desired.Project) ?? string.Empty;
        var version = _cloud is null ? null : CloudSecrets.Newest(_cloud, parent);
        if (version is not null)
        {
            var change = Change(declaration, CanonicalAction.Import, version.Id, version.Id, version.Attributes, wanted) with { Reason = "the value is kept outside; the version that exists is taken over" };
            Add(change, null, Entry(declaration, version.Id, wanted));
            return;
        }

        if (_cloud is { IsPartial: false })
            _check.Report(ConflictKind.SecretWithoutVersion, declaration.Address, declaration.Type, parent, $"the value of '{SecretReferences.NameOf(parent)}' is kept outside, and the secret has no enabled version to take over");
        Add(Change(declaration, CanonicalAction.Create, null, null, StackMap.Empty, wanted), null, Entry(declaration, parent + "/versions/1", wanted));
    }

    private void Create(ResourceDeclaration declaration, ResourceTypeSchema schema, StackMap wanted, Known? lost, string? reason)
    {
        var id = schema.IdOf(wanted, _target.Desired.Project);
        _created.Add((declaration.Type, wanted));
        _check.Create(declaration, schema, wanted, id);
        var change = Change(declaration, CanonicalAction.Create, null, id, StackMap.Empty, wanted) with
        {
            Reason = reason,
            PreviousAddress = lost?.PreviousAddress,
            Differences = Differences(schema, declaration with { Options = ResourceOptions.None }, StackMap.Empty, wanted),
        };
        Add(change, lost is null ? null : Original(lost), Entry(declaration, id ?? NumberedId(schema, declaration, wanted), wanted));
    }

    private void Drop(ResourceState gone, string? previousAddress)
    {
        if (gone.Options.RetainOnDelete)
        {
            AddForget(gone, previousAddress, "the object is retained where the stack gives it up");
            return;
        }

        var found = _cloud?.Find(gone.Type, gone.Id);
        var prior = found?.Attributes ?? gone.Inputs;
        _check.Delete(gone, prior);
        // Of one that was renamed the preview shows what can be held against the new one.
        if (found?.IsForeign == true) prior = ForeignInputs.Likened(prior, _created.Where(c => c.Type == gone.Type).Select(c => c.Inputs));
        var change = new ResourceChange
        {
            Address = gone.Address, PreviousAddress = previousAddress, Type = gone.Type, Action = CanonicalAction.Delete, Role = gone.Role,
            LogicalName = gone.LogicalName, PhysicalId = gone.Id, Protected = gone.Options.Protect, Before = StackDiff.Redacted(prior),
        };
        Add(change, previousAddress is null ? gone : gone with { Address = previousAddress }, null);
    }

    private void AddForget(ResourceState state, string? previousAddress, string reason)
    {
        var change = new ResourceChange
        {
            Address = state.Address, PreviousAddress = previousAddress, Type = state.Type, Action = CanonicalAction.Forget, Role = state.Role,
            LogicalName = state.LogicalName, PhysicalId = state.Id, NewPhysicalId = state.Id, Protected = state.Options.Protect,
            Reason = reason, Before = StackDiff.Redacted(state.Inputs),
        };
        Add(change, previousAddress is null ? state : state with { Address = previousAddress }, null);
    }

    private string NumberedId(ResourceTypeSchema schema, ResourceDeclaration declaration, StackMap wanted)
    {
        var parent = schema.ParentIdOf(wanted, _target.Desired.Project) ?? declaration.Address;
        return declaration.Type == ResourceTypes.SecretVersion && _cloud is not null ? CloudSecrets.NextId(_cloud, parent) : parent + "/" + declaration.LogicalName;
    }

    private bool IsOfAnotherParent(ResourceState state, ResourceTypeSchema schema, StackMap wanted) =>
        schema.ParentIdOf(wanted, _target.Desired.Project) is { } parent && !state.Id.StartsWith(parent + "/", StringComparison.Ordinal);

    private static bool HasOutsideSecret(ResourceTypeSchema schema, StackMap wanted) => schema.SecretFields.Any(f => wanted[f]?.SecretName is not null);

    private static ResourceState Original(Known known) => known.PreviousAddress is null ? known.State : known.State with { Address = known.PreviousAddress };

    private static ImmutableArray<PropertyDifference> Differences(ResourceTypeSchema schema, ResourceDeclaration declaration, StackMap prior, StackMap wanted) =>
        StackDiff.Between(prior, wanted, schema.ForcesReplacement, declaration.Options.IgnoreChanges);

    // What others may change stays as it is.
    private static StackMap Kept(ResourceDeclaration declaration, StackMap prior, StackMap wanted) =>
        declaration.Options.IgnoreChanges.Aggregate(wanted, (map, path) => StackDiff.Get(prior, path) is { } value ? StackDiff.Set(map, path, value) : map);

    private static ResourceState Entry(ResourceDeclaration declaration, string id, StackMap inputs) => new()
    {
        Address = declaration.Address, Type = declaration.Type, Id = id, Role = declaration.Role, LogicalName = declaration.LogicalName,
        Inputs = inputs, Options = declaration.Options,
    };

    private static ResourceChange Change(ResourceDeclaration declaration, CanonicalAction action, string? id, string? newId, StackMap before, StackMap after) => new()
    {
        Address = declaration.Address, Type = declaration.Type, Action = action, Role = declaration.Role, LogicalName = declaration.LogicalName,
        PhysicalId = id, NewPhysicalId = newId, Protected = declaration.Options.Protect, Before = StackDiff.Redacted(before), After = StackDiff.Redacted(after),
        AutoNamed = declaration.PhysicalName is null && ResourceTypeCatalog.For(declaration.Type).NameField is { } name && declaration.Inputs[name] is null,
    };

    private void Add(ResourceChange change, ResourceState? before, ResourceState? after) => _changes.Add(new PlannedChange(change, before, after));
}
