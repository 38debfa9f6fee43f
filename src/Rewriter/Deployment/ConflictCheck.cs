using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>Says, while a plan is made, what the cloud would refuse: it knows what exists and what the plan has made so far.</summary>
internal sealed class ConflictCheck(CloudSnapshot? cloud, string project, DateTimeOffset now)
{
    private readonly ImmutableArray<DeploymentConflict>.Builder _conflicts = ImmutableArray.CreateBuilder<DeploymentConflict>();
    private readonly HashSet<(string Type, string Id)> _made = [];
    private readonly HashSet<string> _filled = new(StringComparer.Ordinal);

    public ImmutableArray<DeploymentConflict> Conflicts => _conflicts.ToImmutable();

    public void Report(ConflictKind kind, string address, string type, string? id, string message) =>
        _conflicts.Add(new DeploymentConflict(kind, address, type, id, message));

    public void Create(ResourceDeclaration declaration, ResourceTypeSchema schema, StackMap wanted, string? id)
    {
        var name = schema.NameOf(wanted);
        if (name is not null && schema.Names?.Check(name) is { } wrong) Report(ConflictKind.InvalidName, declaration.Address, declaration.Type, id, wrong);
        if (cloud is not null && id is not null)
        {
            if (cloud.Find(declaration.Type, id) is not null || _made.Contains((declaration.Type, id)))
                Report(ConflictKind.AlreadyExists, declaration.Address, declaration.Type, id, $"409: '{id}' exists already");
            if (CloudRules.Tombstone(cloud, declaration.Type, id, now) is { } stone)
                Report(ConflictKind.IdNotReusable, declaration.Address, declaration.Type, id, $"'{id}' was deleted on {stone.DeletedAt:yyyy-MM-dd}; its id cannot be used again for {schema.DaysUntilReusable} days");
            if (!cloud.IsPartial && schema.ParentIdOf(wanted, project) is { } parent && !Exists(schema.ParentType!, parent))
                Report(ConflictKind.ParentMissing, declaration.Address, declaration.Type, parent, $"404: '{parent}', which is to contain it, does not exist");
        }

        CheckSecrets(declaration, wanted);
        if (id is not null) _made.Add((declaration.Type, id));
        if (declaration.Type == ResourceTypes.SecretVersion && schema.ParentIdOf(wanted, project) is { } secret) _filled.Add(secret);
    }

    public void Keep(ResourceDeclaration declaration, StackMap wanted, string id, bool changed)
    {
        if (changed) CheckSecrets(declaration, wanted);
        _made.Add((declaration.Type, id));
    }

    public void Replace(ResourceState old, StackMap prior, ResourceDeclaration declaration, ResourceTypeSchema schema, StackMap wanted, string newId)
    {
        Delete(old, prior);
        if (newId != old.Id || old.Type != declaration.Type) Create(declaration, schema, wanted, newId);
        else CheckSecrets(declaration, wanted);
    }

    public void Delete(ResourceState gone, StackMap prior)
    {
        if (gone.Options.Protect) Report(ConflictKind.Protected, gone.Address, gone.Type, gone.Id, $"'{gone.Id}' is protected by the program that made it");
        if (ResourceTypeCatalog.For(gone.Type).IsProtected(prior))
            Report(ConflictKind.DeletionProtected, gone.Address, gone.Type, gone.Id, $"the deletion protection of '{gone.Id}' is on; it has to be switched off by an apply of its own");
        if (cloud is not null && CloudRules.Serves(cloud, gone.Type, gone.Id) is { } split)
            Report(ConflictKind.ServesTraffic, gone.Address, gone.Type, gone.Id, $"'{gone.Id}' carries traffic of '{split.EntryPoint}' ({split})");
    }

    private void CheckSecrets(ResourceDeclaration declaration, StackMap wanted)
    {
        if (cloud is null or { IsPartial: true }) return;
        foreach (var secret in SecretReferences.In(wanted))
        {
            var id = SecretReferences.IdOf(secret, project);
            if (!_filled.Contains(id) && CloudSecrets.Newest(cloud, id) is null)
                Report(ConflictKind.SecretWithoutVersion, declaration.Address, declaration.Type, id, $"it reads the secret '{SecretReferences.NameOf(secret)}', which has no enabled version");
        }
    }

    private bool Exists(string type, string id) => _made.Contains((type, id)) || cloud!.Find(type, id) is not null;
}
