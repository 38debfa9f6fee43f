using Rewriter.Deployment;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Tests.Deployment;

namespace Rewriter.Tests.Migrations;

/// <summary>An apply that ends in its middle is taken back whole, whoever goes on with it.</summary>
public sealed class InterruptedApplyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_apply_killed_at_any_change_is_taken_back_whole(bool resumed)
    {
        var kills = 0;
        for (var at = 0; ; at++)
        {
            using var harness = await Production();
            var phase = harness.Phase(PhaseHarness.Apply());
            var (state, cloud) = Snapshot(harness.Store);
            harness.Faults = new FaultAt(at, () => new InvalidOperationException("killed"));
            try
            {
                await harness.ApplyAsync(phase);
                break;
            }
            catch (InvalidOperationException)
            {
                kills++;
            }

            harness.Faults = null;
            if (resumed)
            {
                Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
                Assert.NotEqual(cloud, Snapshot(harness.Store).Cloud);
            }

            var back = await harness.RollBackAsync(phase);
            Assert.Empty(back.Diagnostics);
            Assert.Equal(PhaseStatus.RolledBack, back.Status);
            Assert.Equal((at, state, cloud), (at, Snapshot(harness.Store).State, Snapshot(harness.Store).Cloud));
        }

        Assert.True(kills >= 8, $"only {kills} places were tried");
    }

    [Fact]
    public async Task An_apply_killed_twice_is_taken_back_whole()
    {
        using var harness = await Production();
        var phase = harness.Phase(PhaseHarness.Apply());
        var before = Snapshot(harness.Store);
        for (var kill = 0; kill < 2; kill++)
        {
            harness.Faults = new FaultAt(4, () => new InvalidOperationException("killed"));
            await Assert.ThrowsAsync<InvalidOperationException>(() => harness.ApplyAsync(phase));
        }

        harness.Faults = null;
        Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
        Assert.Equal(PhaseStatus.RolledBack, (await harness.RollBackAsync(phase)).Status);
        Assert.Equal(before, Snapshot(harness.Store));
    }

    [Fact]
    public async Task What_a_dead_run_did_counts_for_what_the_step_asserts()
    {
        using var harness = await Production();
        var phase = harness.Phase(PhaseHarness.Apply() is var step ? step with { Use = step.Use with { Assert = [("create", 2), ("update", 1), ("delete", 0)] } } : null!);
        harness.Faults = new FaultAt(4, () => new InvalidOperationException("killed"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.ApplyAsync(phase));
        harness.Faults = null;

        Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
        Assert.Equal(PhaseStatus.RolledBack, (await harness.RollBackAsync(phase)).Status);
        harness.Stacks.Resources = harness.Stacks.Resources.RemoveAt(2);
        Assert.Equal(PhaseStatus.Refused, (await harness.ApplyAsync(phase)).Status);
    }

    [Fact]
    public async Task An_apply_that_the_cloud_refused_and_a_second_finished_is_taken_back_whole()
    {
        using var harness = await Production();
        var phase = harness.Phase(PhaseHarness.Apply());
        var before = Snapshot(harness.Store);
        harness.Faults = new FaultAt(1, () => new CloudFaultException("503: try later"), o => o.StartsWith("cloud", StringComparison.Ordinal));
        Assert.Equal(PhaseStatus.Stopped, (await harness.ApplyAsync(phase)).Status);
        Assert.NotEqual(before, Snapshot(harness.Store));

        harness.Faults = null;
        Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
        Assert.Equal(PhaseStatus.RolledBack, (await harness.RollBackAsync(phase)).Status);
        Assert.Equal(before, Snapshot(harness.Store));
        Assert.Equal(PhaseProgress.NotBegun, harness.Progress(phase));
    }

    private static async Task<PhaseHarness> Production()
    {
        var harness = new PhaseHarness();
        await Sample.Applied(new EmbeddedEngine(harness.Store, harness.Time), Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("x", "bucket-x")));
        harness.Stacks.Resources = [Sample.Bucket("a", "bucket-a", storageClass: "NEARLINE"), Sample.Bucket("b", "bucket-b"), Sample.Bucket("c", "bucket-c"), Sample.Bucket("x", "bucket-x")];
        return harness;
    }

    private static (string State, string Cloud) Snapshot(InMemoryEngineStore store) =>
        (DeploymentJson.Write(store.LoadState("s")! with { Serial = 0 }), DeploymentJson.Write(store.LoadCloud() with { Serial = 0 }));
}
