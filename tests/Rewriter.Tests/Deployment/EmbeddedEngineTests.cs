using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

public class EmbeddedEngineTests
{
    private readonly InMemoryEngineStore _store = Sample.Production();

    private EmbeddedEngine Engine => new(_store, new FakeTime());

    [Fact]
    public async Task The_existing_names_meet_the_existing_state_without_a_change()
    {
        var preview = await Engine.PreviewAsync(new DeploymentTarget { Desired = Sample.OrderFlow("orderflow"), StateKey = Sample.OldKey }, default);

        Assert.Null(preview.Failure);
        Assert.Empty(preview.Conflicts);
        Assert.True(preview.Counts.IsNothing);
        Assert.Equal(15, preview.Counts.NoOp);
        Assert.Equal(15, preview.PriorResources);
    }

    [Fact]
    public async Task A_new_empty_state_would_create_everything_and_collides_with_what_exists()
    {
        var preview = await Engine.PreviewAsync(new DeploymentTarget { Desired = Sample.OrderFlow("orderflow"), StateKey = Sample.NewKey }, default);

        Assert.Equal(12, preview.Counts.Create);
        Assert.Equal(3, preview.Counts.Import);
        Assert.Equal(12, preview.Conflicts.Count(c => c.Kind == ConflictKind.AlreadyExists));
    }

    [Fact]
    public async Task An_apply_with_conflicts_is_refused_and_changes_nothing()
    {
        var before = DeploymentJson.Write(_store.LoadCloud());

        var outcome = await Sample.ApplyNow(Engine, new DeploymentTarget { Desired = Sample.OrderFlow("orderflow"), StateKey = Sample.NewKey });

        Assert.Equal(DeploymentStatus.Refused, outcome.Status);
        Assert.Equal("RW4005", outcome.Failure!.Code);
        Assert.Equal(before, DeploymentJson.Write(_store.LoadCloud()));
        Assert.Equal([Sample.OldKey], _store.StateKeys().ToArray());
    }

    [Fact]
    public async Task The_new_generation_stands_beside_the_old_one_after_copies_and_imports()
    {
        await Sample.CopySecrets(Engine);

        var outcome = await Sample.Applied(Engine, Sample.Beside());

        Assert.Equal(new ChangeCounts(0, 0, 10, 0, 5, 0, 0, 0), ChangeCounts.Of(outcome.Applied));
        Assert.True(await Engine.ExistsAsync("google_cloud_run_v2_service", "pult-app", default));
        Assert.True(await Engine.ExistsAsync(ResourceTypes.Service, "orderflow-app", default));
        Assert.True((await Engine.PreviewAsync(Sample.Beside(), default)).Counts.IsNothing);
        Assert.True((await Engine.VerifyAsync(Sample.Beside(), default)).IsClean);
    }

    [Fact]
    public async Task Secrets_without_versions_are_predicted_as_conflicts()
    {
        var target = Sample.Beside() with { Imports = [.. Sample.Beside().Imports.Where(i => !i.Id.Contains("/secrets/", StringComparison.Ordinal))] };

        var preview = await Engine.PreviewAsync(target, default);

        Assert.Contains(preview.Conflicts, c => c.Kind == ConflictKind.SecretWithoutVersion && c.Address == "google_cloud_run_v2_service.app");
        Assert.Contains(preview.Conflicts, c => c.Kind == ConflictKind.SecretWithoutVersion && c.Address.StartsWith("google_secret_manager_secret_version", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_digest_is_refused()
    {
        await Sample.CopySecrets(Engine);
        var digest = (await Engine.PreviewAsync(Sample.Beside(), default)).Digest;
        await Sample.Applied(Engine, Sample.Target("other", Sample.Bucket("b", "bucket")));
        Assert.Equal(digest, (await Engine.PreviewAsync(Sample.Beside(), default)).Digest);
        await Engine.DeleteAsync(ResourceTypes.Repository, "my-repo", default);

        var outcome = await Engine.ApplyAsync(Sample.Beside(), digest, null, default);

        Assert.Equal((DeploymentStatus.Refused, "RW4003"), (outcome.Status, outcome.Failure!.Code));
    }

    [Fact]
    public async Task A_preview_survives_its_json()
    {
        var preview = await Engine.PreviewAsync(Sample.Beside(), default);

        var read = DeploymentJson.Read<DeploymentPreview>(DeploymentJson.Write(preview));

        Assert.Equal(preview.Digest, read.Digest);
        Assert.Equal(DeploymentJson.Write(preview), DeploymentJson.Write(read));
    }

    [Fact]
    public async Task An_object_deleted_outside_is_made_again_and_one_changed_outside_is_put_right()
    {
        var target = Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b"));
        await Sample.Applied(Engine, target);
        var cloud = _store.LoadCloud();
        var b = cloud.Find(ResourceTypes.Bucket, "bucket-b")!;
        _store.SaveCloud(cloud.Without(cloud.Find(ResourceTypes.Bucket, "bucket-a")!).With(b with { Attributes = b.Attributes.With("storageClass", "COLDLINE") }));

        var report = await Engine.VerifyAsync(target, default);
        var preview = await Engine.PreviewAsync(target, default);

        Assert.Equal([DriftKind.Missing, DriftKind.Changed, DriftKind.NotApplied, DriftKind.NotApplied], report.Findings.Select(f => f.Kind));
        Assert.Equal([CanonicalAction.Create, CanonicalAction.Update], preview.Changes.Select(c => c.Action));
        await Sample.Applied(Engine, target);
        Assert.True((await Engine.VerifyAsync(target, default)).IsClean);
    }

    [Fact]
    public async Task Moves_swap_addresses_and_change_no_object()
    {
        await Sample.Applied(Engine, Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b")));
        var cloud = DeploymentJson.Write(_store.LoadCloud());
        var swapped = Sample.Target("s", Sample.Bucket("a", "bucket-b"), Sample.Bucket("b", "bucket-a")) with { Moves = [new("a", "b"), new("b", "a")] };

        var outcome = await Sample.Applied(Engine, swapped);

        Assert.Equal([CanonicalAction.Move, CanonicalAction.Move], outcome.Applied.Select(c => c.Action));
        Assert.Equal("bucket-b", _store.LoadState("s")!.Find("a")!.Id);
        Assert.Equal("bucket-a", _store.LoadState("s")!.Find("b")!.Id);
        Assert.Equal(cloud, DeploymentJson.Write(_store.LoadCloud()));
    }

    [Fact]
    public async Task An_alias_moves_an_entry_instead_of_replacing_the_object()
    {
        await Sample.Applied(Engine, Sample.Target("s", Sample.Bucket("old", "bucket")));

        var preview = await Engine.PreviewAsync(Sample.Target("s", Sample.Bucket("new", "bucket", new ResourceOptions { Aliases = ["old"] })), default);

        var change = Assert.Single(preview.Changes);
        Assert.Equal((CanonicalAction.Move, "old"), (change.Action, change.PreviousAddress));
    }

    [Fact]
    public async Task A_move_to_an_occupied_address_is_a_conflict()
    {
        await Sample.Applied(Engine, Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b")));

        var preview = await Engine.PreviewAsync(Sample.Target("s", Sample.Bucket("b", "bucket-b")) with { Moves = [new("a", "b")] }, default);

        Assert.Contains(preview.Conflicts, c => c.Kind == ConflictKind.MoveTargetOccupied);
        Assert.Contains(preview.Changes, c => c is { Action: CanonicalAction.Delete, Address: "a" });
    }

    [Fact]
    public async Task A_changed_name_replaces_and_a_changed_label_updates()
    {
        await Sample.Applied(Engine, Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b")));

        var preview = await Engine.PreviewAsync(Sample.Target("s", Sample.Bucket("a", "bucket-new"), Sample.Bucket("b", "bucket-b", storageClass: "NEARLINE")), default);

        Assert.Equal([(CanonicalAction.Replace, ReplaceOrder.CreateFirst), (CanonicalAction.Update, ReplaceOrder.None)], preview.Changes.Select(c => (c.Action, c.Order)));
        var name = Assert.Single(preview.Changes[0].Differences);
        Assert.Equal(new PropertyDifference("name", "bucket-a", "bucket-new", true), name);
    }

    [Fact]
    public async Task Deletion_protection_is_on_by_default_and_needs_an_apply_of_its_own()
    {
        await Sample.Applied(Engine, Sample.Target("s", Sample.Service("a", "svc", protection: null)));

        var refused = await Sample.ApplyNow(Engine, Sample.Target("s"));
        await Sample.Applied(Engine, Sample.Target("s", Sample.Service("a", "svc", protection: false)));
        await Sample.Applied(Engine, Sample.Target("s"));

        Assert.Equal("RW4005", refused.Failure!.Code);
        Assert.Empty(_store.LoadState("s")!.Resources);
    }

    [Fact]
    public async Task A_pool_id_is_unusable_for_thirty_days_after_deletion()
    {
        var time = new FakeTime();
        var engine = new EmbeddedEngine(_store, time);
        var pool = Sample.Declared("pool", ResourceTypes.WorkloadIdentityPool, "pool", StackMap.Of(("workloadIdentityPoolId", "some-pool")));
        await Sample.Applied(engine, Sample.Target("s", pool));
        await Sample.Applied(engine, Sample.Target("s"));

        time.Now += TimeSpan.FromDays(29);
        var early = await engine.PreviewAsync(Sample.Target("s", pool), default);
        time.Now += TimeSpan.FromDays(2);
        var late = await engine.PreviewAsync(Sample.Target("s", pool), default);

        Assert.Equal(ConflictKind.IdNotReusable, Assert.Single(early.Conflicts).Kind);
        Assert.Empty(late.Conflicts);
    }

    [Fact]
    public async Task Plain_secret_values_appear_in_no_state_no_cloud_and_no_preview()
    {
        const string plain = "correct horse battery staple";
        var secret = Sample.Declared("secret", ResourceTypes.Secret, "secret", StackMap.Of(("secretId", "s1"), ("replication", StackValue.Map(("auto", StackMap.Empty)))));
        var version = Sample.Declared("version", ResourceTypes.SecretVersion, "version", StackMap.Of(("secret", "projects/p/secrets/s1"), ("secretData", plain)), new ResourceOptions { DependsOn = ["secret"] });
        var target = Sample.Target("s", version, secret);

        var preview = DeploymentJson.Write(await Engine.PreviewAsync(target, default));
        var outcome = DeploymentJson.Write(await Sample.Applied(Engine, target));

        Assert.All([preview, outcome, DeploymentJson.Write(_store.LoadState("s")), DeploymentJson.Write(_store.LoadCloud())], t => Assert.DoesNotContain(plain, t, StringComparison.Ordinal));
        Assert.True((await Engine.PreviewAsync(target, default)).Counts.IsNothing);
        Assert.NotNull(await Engine.DescribeAsync(ResourceTypes.SecretVersion, "projects/p/secrets/s1/versions/1", default));
    }

    [Fact]
    public async Task Import_and_forget_change_the_state_only()
    {
        var cloud = DeploymentJson.Write(_store.LoadCloud());
        var registry = Sample.OrderFlow("pult").Find("google_artifact_registry_repository.docker")!;

        Assert.Equal(DeploymentStatus.Succeeded, (await Engine.ImportAsync("s", registry, registry.ImportId!, default)).Status);
        Assert.Equal(registry.ImportId, _store.LoadState("s")!.Find(registry.Address)!.Id);
        Assert.Equal("RW4014", (await Engine.ImportAsync("s", registry, registry.ImportId!, default)).Failure!.Code);
        Assert.Equal(DeploymentStatus.Succeeded, (await Engine.ForgetAsync("s", registry.Address, default)).Status);
        Assert.Equal("RW4014", (await Engine.ForgetAsync("s", registry.Address, default)).Failure!.Code);
        Assert.Equal("RW4009", (await Engine.ImportAsync("s", registry, "projects/x", default)).Failure!.Code);
        Assert.Equal(cloud, DeploymentJson.Write(_store.LoadCloud()));
    }

    [Fact]
    public async Task Progress_names_each_change_when_it_begins_and_when_it_is_recorded()
    {
        var seen = new List<string>();
        var target = Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b"));
        var digest = (await Engine.PreviewAsync(target, default)).Digest;

        await Engine.ApplyAsync(target, digest, new Recorder(seen), default);

        Assert.Equal(["Started Create a", "Completed Create a", "Started Create b", "Completed Create b"], seen);
    }

    private sealed class Recorder(List<string> seen) : IProgress<DeploymentEvent>
    {
        public void Report(DeploymentEvent value) => seen.Add($"{value.Kind} {value.Action} {value.Address}");
    }
}
