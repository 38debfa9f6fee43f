using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

public class EmbeddedFailureTests
{
    [Fact]
    public async Task A_fault_of_the_cloud_stops_in_order_and_a_second_apply_finishes()
    {
        var store = new InMemoryEngineStore();
        var target = Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b"), Sample.Bucket("c", "bucket-c"));
        var faulty = new EmbeddedEngine(store, new FakeTime(), new FaultAt(1, () => new CloudFaultException("503: try later"), o => o == "cloud create"));

        var failed = await Sample.ApplyNow(faulty, target);

        Assert.Equal((DeploymentStatus.Failed, "RW4006"), (failed.Status, failed.Failure!.Code));
        Assert.Equal(["a"], store.LoadState("s")!.Resources.Select(r => r.Address));
        Assert.Null(store.LoadState("s")!.Pending);
        await Sample.Applied(new EmbeddedEngine(store), target);
        Assert.True((await new EmbeddedEngine(store).VerifyAsync(target, default)).IsClean);
    }

    [Fact]
    public async Task A_kill_at_any_change_loses_nothing_and_a_second_apply_finishes()
    {
        var kills = 0;
        for (var at = 0; ; at++)
        {
            var store = new InMemoryEngineStore();
            await Sample.Applied(new EmbeddedEngine(store, new FakeTime()), Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b"), Sample.Bucket("x", "bucket-x")));
            var target = Sample.Target("s", Sample.Bucket("a", "bucket-new"), Sample.Bucket("b", "bucket-b", storageClass: "NEARLINE"), Sample.Bucket("c", "bucket-c"), Sample.Bucket("y", "bucket-x"))
                with { Moves = [new("x", "y")] };
            var fault = new FaultAt(at, () => new InvalidOperationException("killed"));
            var digest = (await new EmbeddedEngine(store).PreviewAsync(target, default)).Digest;
            try
            {
                await new EmbeddedEngine(store, new FakeTime(), fault).ApplyAsync(target, digest, null, default);
                break;
            }
            catch (InvalidOperationException)
            {
                kills++;
            }

            var after = InMemoryEngineStore.CopyOf(store);
            var preview = await new EmbeddedEngine(after).PreviewAsync(target, default);
            Assert.Empty(preview.Conflicts);
            await Sample.Applied(new EmbeddedEngine(after, new FakeTime()), target);
            Assert.Empty((await new EmbeddedEngine(after).VerifyAsync(target, default)).Findings.Select(f => $"{at} {string.Join(',', fault.Seen)}: {f.Message} {string.Join(',', f.Differences)}"));
            Assert.Equal(["bucket-b", "bucket-c", "bucket-new", "bucket-x"], after.LoadCloud().Objects.Select(o => o.Name));
        }

        Assert.True(kills >= 10, $"only {kills} places were tried");
    }

    [Fact]
    public async Task Cancelling_ends_between_two_changes_and_leaves_the_state_whole()
    {
        var store = new InMemoryEngineStore();
        var target = Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b"));
        using var cancel = new CancellationTokenSource();
        var engine = new EmbeddedEngine(store);
        var digest = (await engine.PreviewAsync(target, default)).Digest;

        var outcome = await engine.ApplyAsync(target, digest, new CancelAfterFirst(cancel), cancel.Token);

        Assert.Equal((DeploymentStatus.Cancelled, "RW4015"), (outcome.Status, outcome.Failure!.Code));
        Assert.Equal(["a"], outcome.Applied.Select(c => c.Address));
        Assert.Null(store.LoadState("s")!.Pending);
        Assert.Equal(DeploymentStatus.Succeeded, (await engine.RollbackAsync(outcome.Checkpoint!, null, default)).Status);
        Assert.Empty(store.LoadCloud().Objects);
    }

    [Fact]
    public async Task An_unfinished_change_is_reported_by_verify()
    {
        var store = new InMemoryEngineStore();
        var target = Sample.Target("s", Sample.Bucket("a", "bucket-a"));
        var killed = new EmbeddedEngine(store, new FakeTime(), new FaultAt(0, () => new InvalidOperationException("killed"), o => o == "state create"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sample.ApplyNow(killed, target));

        var report = await new EmbeddedEngine(store).VerifyAsync(target, default);

        Assert.Equal(DriftKind.Unfinished, Assert.Single(report.Findings).Kind);
    }

    private sealed class CancelAfterFirst(CancellationTokenSource cancel) : IProgress<DeploymentEvent>
    {
        public void Report(DeploymentEvent value)
        {
            if (value.Kind == DeploymentEventKind.Completed) cancel.Cancel();
        }
    }
}
