using System.Collections.Immutable;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <content>What phases do to the cloud beside applying a stack.</content>
public sealed partial class EmbeddedEngine
{
    /// <inheritdoc/>
    public Task<CloudOperationResult> CopySecretVersionAsync(string source, string target, IfExists ifExists, CancellationToken cancellationToken) =>
        Operate(cloud => CopySecret(cloud, source, target, ifExists), cancellationToken);

    /// <inheritdoc/>
    public Task<CloudOperationResult> DisableSecretVersionAsync(string secret, string version, CancellationToken cancellationToken) => Operate(
        cloud =>
        {
            var container = Require(cloud, ResourceTypes.Secret, secret);
            var found = version == "latest" ? CloudSecrets.Newest(cloud, container.Id) : CloudSecrets.Versions(cloud, container.Id).FirstOrDefault(v => v.Name == version);
            if (found is null) throw Missing("version of the secret " + container.Name, version);
            if (found.Outputs[CloudSecrets.Enabled]?.Boolean != true) return Same($"version {found.Name} of {container.Name} is disabled already");
            var disabled = found with { Outputs = found.Outputs.With(CloudSecrets.Enabled, false) };
            return Changed("disable-secret-version", $"{container.Name}/{found.Name}", $"disabled version {found.Name} of {container.Name}", cloud.With(disabled), [found], [disabled]);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<CloudOperationResult> DeployImageAsync(DeployKind kind, string name, string image, CancellationToken cancellationToken) => Operate(
        cloud =>
        {
            var before = Require(cloud, kind == DeployKind.Service ? ResourceTypes.Service : ResourceTypes.Job, name);
            foreach (var secret in SecretReferences.In(before.Attributes))
            {
                if (CloudSecrets.Newest(cloud, SecretReferences.IdOf(secret, ProjectOf(before))) is null)
                    throw new CloudFaultException($"the new revision of '{before.Name}' cannot start: the secret '{SecretReferences.NameOf(secret)}' has no enabled version");
            }

            var path = CloudRules.ImagePath(kind);
            if (StackDiff.Get(before.Attributes, path)?.Text == image) return Same($"{before.Name} runs {image} already");
            var after = before with { Attributes = StackDiff.Set(before.Attributes, path, image), Outputs = Counted(before.Outputs, CloudRules.Revision) };
            return Changed("deploy-image", before.Id, $"deployed {image} to {before.Name}", cloud.With(after), [before], [after]);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<CloudOperationResult> RunJobAsync(string job, CancellationToken cancellationToken) => Operate(
        cloud =>
        {
            var before = Require(cloud, ResourceTypes.Job, job);
            var after = before with { Outputs = Counted(before.Outputs, CloudRules.Executions) };
            var result = Changed("run-job", before.Id, $"ran {before.Name}", cloud.With(after), [before], [after]);
            return result with { Undo = result.Undo! with { IsReversible = false, IrreversibleBecause = "what a job did to its data is not known here" } };
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<TrafficSplit?> GetTrafficAsync(string entryPoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_store.LoadCloud().EntryPoints.FirstOrDefault(e => e.EntryPoint == entryPoint));
    }

    /// <inheritdoc/>
    public Task<CloudOperationResult> SetTrafficAsync(TrafficSplit split, CancellationToken cancellationToken) => Operate(
        cloud =>
        {
            var before = cloud.EntryPoints.FirstOrDefault(e => e.EntryPoint == split.EntryPoint) ?? throw Missing("entry point", split.EntryPoint);
            if (split.Weights.Any(w => w.Percent is < 0 or > 100) || split.Weights.Sum(w => w.Percent) != 100)
                throw new EngineStoreException(Descriptors.TrafficInvalid.Failure(split.EntryPoint, $"the shares '{split}' are not from 0 to 100, or do not sum to 100"));
            foreach (var weight in split.Weights.Where(w => w.Percent > 0)) Require(cloud, ResourceTypes.Service, weight.Service);
            if (before.Equals(split)) return Same($"the traffic of {split.EntryPoint} is {split} already");
            var next = WithTraffic(cloud, split);
            var undo = new CloudUndo { Operation = "set-traffic", Subject = split.EntryPoint, TrafficBefore = before, TrafficAfter = split };
            return new Operation($"shared the traffic of {split.EntryPoint}: {before} → {split}", next, undo);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<CloudOperationResult> DeleteAsync(string type, string name, CancellationToken cancellationToken) => Operate(
        cloud =>
        {
            var token = ResourceTypeCatalog.TokenOf(type);
            var schema = ResourceTypeCatalog.For(token);
            if (Lookup(cloud, token, name) is not { } gone) return Same($"there is no {schema.Noun} {name}");
            if (schema.IsProtected(gone.Attributes)) throw new CloudFaultException($"the deletion protection of '{gone.Id}' is on");
            if (CloudRules.Serves(cloud, token, gone.Id) is { } split) throw new CloudFaultException($"'{gone.Id}' carries traffic of '{split.EntryPoint}' ({split})");
            var (next, all) = CloudRules.Delete(cloud, gone, _time.GetUtcNow());
            var result = Changed("delete", gone.Id, $"deleted the {schema.Noun} {gone.Name}", next, [.. all], []);
            return schema.LostWithObject is { } lost ? result with { Undo = result.Undo! with { IsReversible = false, IrreversibleBecause = lost } } : result;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string type, string name, CancellationToken cancellationToken) =>
        await DescribeAsync(type, name, cancellationToken) is not null;

    /// <inheritdoc/>
    public Task<CloudObject?> DescribeAsync(string type, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Lookup(_store.LoadCloud(), ResourceTypeCatalog.TokenOf(type), name));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<CloudObject>> ListAsync(string? type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var token = type is null ? null : ResourceTypeCatalog.TokenOf(type);
        return Task.FromResult<ImmutableArray<CloudObject>>([.. _store.LoadCloud().Objects.Where(o => token is null || o.Type == token)]);
    }

    /// <inheritdoc/>
    public Task<CloudOperationResult> UndoAsync(CloudUndo undo, CancellationToken cancellationToken) => Operate(
        cloud =>
        {
            if (!undo.IsReversible)
                throw new EngineStoreException(Descriptors.OperationIrreversible.Failure(undo.Subject, undo.Operation, undo.Subject, undo.IrreversibleBecause));
            if (undo.TrafficBefore is { } traffic) return UndoTraffic(cloud, undo, traffic);
            if (undo.Before.All(b => IsSame(cloud, b)) && NewIn(undo).All(a => cloud.Find(a.Type, a.Id) is null)) return Same($"{undo.Operation} of {undo.Subject} is undone already");
            if (undo.After.FirstOrDefault(a => !IsSame(cloud, a)) is { } other) throw new CloudFaultException($"'{other.Id}' changed since");
            var next = NewIn(undo).Aggregate(cloud, (c, o) => c.Find(o.Type, o.Id) is { } there ? CloudRules.Delete(c, there, _time.GetUtcNow()).Cloud : c);
            next = undo.Before.Aggregate(next, (c, o) => c.With(Restored(c, o)));
            return new Operation($"undid {undo.Operation} of {undo.Subject}", next, null);
        },
        cancellationToken);

    private static Operation CopySecret(CloudSnapshot cloud, string source, string target, IfExists ifExists)
    {
        var from = Require(cloud, ResourceTypes.Secret, source);
        var value = CloudSecrets.Newest(cloud, from.Id) ?? throw Missing("enabled version of the secret", from.Name);
        var digest = value.Outputs[CloudSecrets.Digest]!.Text!;
        var made = ImmutableArray<CloudObject>.Empty;
        if (Lookup(cloud, ResourceTypes.Secret, target) is not { } to)
        {
            var project = ProjectOf(from);
            var id = SecretReferences.IdOf(target, project);
            var attributes = from.Attributes.Without("labels").With("secretId", SecretReferences.NameOf(id));
            to = CloudRules.Make(ResourceTypes.Secret, id, attributes, project);
            cloud = cloud.With(to);
            made = [to];
        }
        else if (ifExists == IfExists.Fail)
        {
            throw new EngineStoreException(Descriptors.SecretExists.Failure(to.Id, to.Name, "exists, and the step says that it must not"));
        }

        if (CloudSecrets.Newest(cloud, to.Id) is { } newest)
        {
            if (newest.Outputs[CloudSecrets.Digest]!.Text == digest) return Same($"{to.Name} holds the same as {from.Name} already");
            if (ifExists == IfExists.Same)
                throw new EngineStoreException(Descriptors.SecretExists.Failure(to.Id, to.Name, $"holds another value than '{from.Name}'"));
        }

        var version = CloudSecrets.Version(CloudSecrets.NextId(cloud, to.Id), StackMap.Empty, digest);
        var summary = $"copied {from.Name}/{value.Name} to {to.Name}/{version.Name}" + (made.IsEmpty ? string.Empty : "; the secret was made");
        return Changed("copy-secret", to.Id, summary, cloud.With(version), [], made.Add(version));
    }

    private static Operation UndoTraffic(CloudSnapshot cloud, CloudUndo undo, TrafficSplit before)
    {
        var now = cloud.EntryPoints.FirstOrDefault(e => e.EntryPoint == before.EntryPoint);
        if (before.Equals(now)) return Same($"the traffic of {before.EntryPoint} is {before} already");
        if (now is null || !now.Equals(undo.TrafficAfter)) throw new CloudFaultException($"the traffic of '{before.EntryPoint}' changed since");
        foreach (var weight in before.Weights.Where(w => w.Percent > 0)) Require(cloud, ResourceTypes.Service, weight.Service);
        return new Operation($"shared the traffic of {before.EntryPoint} as before: {before}", WithTraffic(cloud, before), null);
    }

    private Task<CloudOperationResult> Operate(Func<CloudSnapshot, Operation> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var held = _store.Lock();
            var cloud = _store.LoadCloud();
            var (summary, next, undo) = work(cloud);
            if (next is null) return Task.FromResult(new CloudOperationResult(summary, false, null));
            _faults.Before("cloud " + (undo?.Operation ?? "undo"), undo?.Subject ?? summary);
            _store.SaveCloud(next with { Serial = cloud.Serial + 1 });
            return Task.FromResult(new CloudOperationResult(summary, true, undo));
        }
        catch (EngineStoreException broken)
        {
            return Task.FromResult(new CloudOperationResult(broken.Message, false, null, broken.Failure));
        }
        catch (CloudFaultException refused)
        {
            return Task.FromResult(new CloudOperationResult(refused.Message, false, null, Descriptors.CloudRefused.Failure(null, refused.Message)));
        }
    }

    private static CloudSnapshot WithTraffic(CloudSnapshot cloud, TrafficSplit split) => cloud with
    {
        EntryPoints = [.. cloud.EntryPoints.Where(e => e.EntryPoint != split.EntryPoint).Append(split).OrderBy(e => e.EntryPoint, StringComparer.Ordinal)],
    };

    private static CloudObject Require(CloudSnapshot cloud, string type, string name) =>
        Lookup(cloud, type, name) ?? throw Missing(ResourceTypeCatalog.For(type).Noun, name);

    private static CloudObject? Lookup(CloudSnapshot cloud, string type, string name)
    {
        var found = cloud.Objects.Where(o => o.Type == type && (o.Id == name || o.Name == name)).ToList();
        if (found.Count > 1)
            throw new EngineStoreException(Descriptors.ObjectAmbiguous.Failure(name, name, string.Join(", ", found.Select(o => o.Id))));
        return found.FirstOrDefault();
    }

    private static EngineStoreException Missing(string noun, string name) => new(Descriptors.ObjectMissing.Failure(name, noun, name));

    private static IEnumerable<CloudObject> NewIn(CloudUndo undo) => undo.After.Where(a => undo.Before.All(b => b.Id != a.Id || b.Type != a.Type));

    // Outputs count runs and revisions, which go on whatever is undone; only a version's being enabled is looked at.
    private static bool IsSame(CloudSnapshot cloud, CloudObject expected) =>
        cloud.Find(expected.Type, expected.Id) is { } there && there.Attributes.Equals(expected.Attributes)
        && Equals(there.Outputs[CloudSecrets.Enabled], expected.Outputs[CloudSecrets.Enabled]);

    // A job that ran has run, also after its image was put back.
    private static CloudObject Restored(CloudSnapshot cloud, CloudObject before) =>
        cloud.Find(before.Type, before.Id)?.Outputs[CloudRules.Executions] is { } runs ? before with { Outputs = before.Outputs.With(CloudRules.Executions, runs) } : before;

    private static StackMap Counted(StackMap outputs, string key) => outputs.With(key, StackValue.From((outputs[key]?.Number ?? 0) + 1));

    // projects/P/…
    private static string ProjectOf(CloudObject found) => found.Id.Split('/') is ["projects", var project, ..] ? project : found.Attributes["project"]?.Text ?? string.Empty;

    private static Operation Same(string summary) => new(summary, null, null);

    private static Operation Changed(string operation, string subject, string summary, CloudSnapshot next, ImmutableArray<CloudObject> before, ImmutableArray<CloudObject> after) =>
        new(summary, next, new CloudUndo { Operation = operation, Subject = subject, Before = before, After = after });

    private sealed record Operation(string Summary, CloudSnapshot? Next, CloudUndo? Undo);
}
