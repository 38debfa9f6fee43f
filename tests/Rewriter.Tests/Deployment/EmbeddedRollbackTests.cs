using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

public class EmbeddedRollbackTests
{
    private readonly InMemoryEngineStore _store = Sample.Production();

    private EmbeddedEngine Engine => new(_store, new FakeTime());

    [Fact]
    public async Task A_whole_second_phase_is_undone_step_by_step()
    {
        var before = _store.LoadCloud();
        var undos = new List<CloudUndo>();
        foreach (var name in Sample.SecretNames)
            undos.Add((await Engine.CopySecretVersionAsync("orderflow-" + name, "pult-" + name, IfExists.Same, default)).Undo!);
        var outcome = await Sample.Applied(Engine, Sample.Beside());
        undos.Add((await Engine.DeployImageAsync(DeployKind.Service, "pult-app", "registry/app:2", default)).Undo!);
        await Engine.RunJobAsync("pult-migrate", default);
        undos.Add((await Engine.SetTrafficAsync(new TrafficSplit("prod", [new("orderflow-app", 0), new("pult-app", 100)]), default)).Undo!);

        var tooEarly = await Engine.RollbackAsync(outcome.Checkpoint!, null, default);
        Assert.Equal(("RW4007", DeploymentStatus.Refused), (tooEarly.Failure!.Code, tooEarly.Status));
        Assert.Contains("carries traffic", tooEarly.Failure.Message, StringComparison.Ordinal);

        foreach (var undo in undos.AsEnumerable().Reverse().Take(2)) Assert.Null((await Engine.UndoAsync(Reread(undo), default)).Failure);
        var rolledBack = await Engine.RollbackAsync(DeploymentJson.Read<DeploymentCheckpoint>(DeploymentJson.Write(outcome.Checkpoint)), null, default);
        Assert.Null(rolledBack.Failure);
        foreach (var undo in undos.AsEnumerable().Reverse().Skip(2)) Assert.Null((await Engine.UndoAsync(Reread(undo), default)).Failure);

        Assert.Equal([Sample.OldKey], _store.StateKeys().ToArray());
        Assert.Equal(DeploymentJson.Write(before), DeploymentJson.Write(_store.LoadCloud() with { Serial = before.Serial }));
    }

    [Fact]
    public async Task Updates_moves_and_forgets_are_undone()
    {
        var first = Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b"), Sample.Bucket("c", "bucket-c"));
        await Sample.Applied(Engine, first);
        var (state, cloud) = (_store.LoadState("s")!, _store.LoadCloud());
        var second = Sample.Target("s", Sample.Bucket("a", "bucket-a", storageClass: "NEARLINE"), Sample.Bucket("z", "bucket-b")) with { Moves = [new("b", "z")], Forgets = ["c"] };

        var outcome = await Sample.Applied(Engine, second);
        Assert.Equal(new ChangeCounts(0, 1, 0, 1, 0, 1, 0, 0), ChangeCounts.Of(outcome.Applied));
        await Engine.RollbackAsync(outcome.Checkpoint!, null, default);
        await Engine.RollbackAsync(outcome.Checkpoint!, null, default);

        Assert.Equal(DeploymentJson.Write(state), DeploymentJson.Write(_store.LoadState("s")! with { Serial = state.Serial }));
        Assert.Equal(DeploymentJson.Write(cloud), DeploymentJson.Write(_store.LoadCloud() with { Serial = cloud.Serial }));
    }

    [Fact]
    public async Task A_rollback_killed_at_any_change_is_finished_by_another()
    {
        await Sample.CopySecrets(Engine);
        var outcome = await Sample.Applied(Engine, Sample.Beside());
        var kills = 0;
        for (var at = 0; ; at++)
        {
            var copy = InMemoryEngineStore.CopyOf(_store);
            var killed = new EmbeddedEngine(copy, new FakeTime(), new FaultAt(at, () => new InvalidOperationException("killed")));
            try
            {
                await killed.RollbackAsync(outcome.Checkpoint!, null, default);
                break;
            }
            catch (InvalidOperationException)
            {
                kills++;
            }

            // The killed process no longer holds the lock.
            copy = InMemoryEngineStore.CopyOf(copy);
            Assert.Null((await new EmbeddedEngine(copy, new FakeTime()).RollbackAsync(outcome.Checkpoint!, null, default)).Failure);
            Assert.Equal([Sample.OldKey], copy.StateKeys().ToArray());
            Assert.Null(copy.LoadCloud().Find(ResourceTypes.Service, "projects/orderflow-451220/locations/us-central1/services/pult-app"));
        }

        Assert.True(kills >= 20, $"only {kills} places were tried");
    }

    [Fact]
    public async Task What_is_lost_for_good_is_refused_before_anything_is_undone()
    {
        var account = Sample.Declared("account", ResourceTypes.ServiceAccount, "account", StackMap.Of(("accountId", "some-account")));
        await Sample.Applied(Engine, Sample.Target("s", account, Sample.Bucket("b", "bucket-b")));
        var outcome = await Sample.Applied(Engine, Sample.Target("s", Sample.Bucket("b", "bucket-b", storageClass: "NEARLINE")));
        var cloud = DeploymentJson.Write(_store.LoadCloud());

        var refused = await Engine.RollbackAsync(outcome.Checkpoint!, null, default);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (refused.Status, refused.Failure!.Code));
        Assert.Contains("inherits none of its bindings", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(cloud, DeploymentJson.Write(_store.LoadCloud()));
    }

    [Fact]
    public async Task An_object_that_changed_since_is_not_rolled_back()
    {
        var outcome = await Sample.Applied(Engine, Sample.Target("s", Sample.Bucket("b", "bucket-b")));
        await Sample.Applied(Engine, Sample.Target("s", Sample.Bucket("b", "bucket-b", storageClass: "NEARLINE")));

        var refused = await Engine.RollbackAsync(outcome.Checkpoint!, null, default);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (refused.Status, refused.Failure!.Code));
    }

    private static CloudUndo Reread(CloudUndo undo) => DeploymentJson.Read<CloudUndo>(DeploymentJson.Write(undo));
}
