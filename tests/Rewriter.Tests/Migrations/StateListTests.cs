using Rewriter.Deployment;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Tests.Deployment;

namespace Rewriter.Tests.Migrations;

/// <summary>Lists of objects that a state takes in or gives up.</summary>
public sealed class StateListTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_list_is_taken_in_and_given_up_again_by_a_rollback()
    {
        var phase = Prepare(isImport: true, "a", "b");

        var report = await _harness.ApplyAsync(phase);

        Assert.True(report.Status == PhaseStatus.Done, string.Join('\n', report.Diagnostics));
        Assert.Equal(["a", "b"], Held);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Empty(Held);
        Assert.Equal(2, _harness.Store.LoadCloud().Objects.Length);
    }

    [Fact]
    public async Task A_process_that_died_in_the_middle_of_a_list_goes_on_behind_what_it_did()
    {
        var phase = Prepare(isImport: true, "a", "b");
        var cloud = _harness.Store.LoadCloud();
        _harness.Faults = new FaultAt(1, () => new IOException("the disk is full"), o => o == "state import");

        await Assert.ThrowsAsync<IOException>(() => _harness.ApplyAsync(phase));
        Assert.Equal(["a"], Held);
        _harness.Faults = null;
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(["a", "b"], Held);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Empty(Held);
        Assert.Equal(cloud.Objects.Length, _harness.Store.LoadCloud().Objects.Length);
    }

    [Fact]
    public async Task What_a_state_gives_up_it_gets_back_by_a_rollback()
    {
        await _harness.ApplyAsync(Prepare(isImport: true, "a", "b"));
        var phase = Prepare(isImport: false, "a");

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(["b"], Held);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(["a", "b"], Held.Order());
    }

    [Fact]
    public async Task What_the_state_holds_already_is_refused_in_the_plan()
    {
        await _harness.ApplyAsync(Prepare(isImport: true, "a"));

        Assert.Contains(Prepare(isImport: true, "a") is var phase ? (await _harness.PlanAsync(phase with { Id = "again" })).Errors.Select(e => e.Id) : [], id => id == "RW3036");
    }

    private IEnumerable<string> Held => _harness.Store.LoadState("s")?.Resources.Select(r => r.Address) ?? [];

    private Phase Prepare(bool isImport, params string[] addresses)
    {
        if (_harness.Stacks.Resources.IsEmpty)
        {
            _harness.Stacks.Resources = [Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b")];
            _harness.Store = new InMemoryEngineStore();
            var engine = new EmbeddedEngine(_harness.Store, _harness.Time, null);
            var target = new DeploymentTarget { Desired = new StackDescription("stub", PhaseHarness.New, "p", _harness.Stacks.Resources), StateKey = "made" };
            var preview = engine.PreviewAsync(target, default).Result;
            Assert.Null(engine.ApplyAsync(target, preview.Digest, null, default).Result.Failure?.Message);
        }

        var header = new StepHeader("list", isImport ? "import" : "forget", "list") { Digest = "1" };
        return _harness.NamedPhase(isImport ? "in" : "out", new StateListStep(header, new StackDefinition("main", "stub", null, "s"), PhaseHarness.New, [.. addresses], isImport));
    }
}
