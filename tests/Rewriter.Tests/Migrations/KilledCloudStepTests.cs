using Rewriter.Deployment;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Text;
using Rewriter.Tests.Deployment;

namespace Rewriter.Tests.Migrations;

/// <summary>A step that changes a cloud beside stacks and is killed at any of its acts goes on, and is taken back whole.</summary>
public sealed class KilledCloudStepTests
{
    [Theory]
    [InlineData("copy-secret", 2, true)]
    [InlineData("copy-secret", 2, false)]
    [InlineData("deploy", 2, true)]
    [InlineData("deploy", 2, false)]
    [InlineData("retire", 3, true)]
    [InlineData("retire", 3, false)]
    [InlineData("import", 2, true)]
    [InlineData("import", 2, false)]
    [InlineData("forget", 2, true)]
    [InlineData("forget", 2, false)]
    public async Task A_step_killed_at_any_act_is_taken_back_whole(string kind, int acts, bool resumed)
    {
        var kills = 0;
        for (var at = 0; ; at++)
        {
            using var harness = new PhaseHarness();
            var phase = harness.Phase(await Prepare(harness, kind));
            var before = Snapshot(harness.Store);
            harness.Faults = new FaultAt(at, () => new InvalidOperationException("killed"));
            try
            {
                Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
                break;
            }
            catch (InvalidOperationException)
            {
                kills++;
            }

            harness.Faults = null;
            if (resumed)
            {
                var report = await harness.ApplyAsync(phase);
                Assert.True(report.Status == PhaseStatus.Done, $"{at}: {string.Join('\n', report.Diagnostics)}");
                Assert.NotEqual(before, Snapshot(harness.Store));
            }

            var back = await harness.RollBackAsync(phase);
            Assert.True(back.Status == PhaseStatus.RolledBack, $"{at}: {string.Join('\n', back.Diagnostics)}");
            Assert.Equal((at, before.State, before.Cloud), (at, Snapshot(harness.Store).State, Snapshot(harness.Store).Cloud));
        }

        Assert.True(kills >= acts, $"only {kills} places were tried");
    }

    private static async Task<Step> Prepare(PhaseHarness harness, string kind)
    {
        var header = new StepHeader("run", kind, kind) { Digest = "1" };
        var stack = new StackDefinition("main", "stub", null, "s");
        if (kind is "copy-secret" or "deploy") harness.Store = Sample.Production();
        else harness.Stacks.Resources = [Sample.Service("app", "alpha-app"), Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b")];
        if (kind is "retire" or "forget" or "import") await Sample.Applied(new EmbeddedEngine(harness.Store, harness.Time), Sample.Target(kind == "import" ? "made" : "s", [.. harness.Stacks.Resources]));
        harness.Write("deploy.yaml", "env:\n  SERVICE: orderflow-app\n  JOB: orderflow-migrate\n");
        Role Named(string role, string type, string old, string @new) => new(role, type, PhaseHarness.NamesOf(old, @new));
        return kind switch
        {
            "copy-secret" => new CopySecretStep(header, [.. Sample.SecretNames.Select(n => Named(n, ResourceTypes.Secret, "orderflow-" + n, "pult-" + n))], PhaseHarness.Old, PhaseHarness.New, IfExists.Same),
            "deploy" => new DeployStep(header, RepoPath.Parse("deploy.yaml"), PathPattern.Parse("env.SERVICE", out _)!, PathPattern.Parse("env.JOB", out _), "registry.example.org/app:2"),
            "retire" => new RetireStep(header, stack, [Named("service", ResourceTypes.Service, "alpha-app", "beta-app")], PhaseHarness.Old, ["a"]),
            _ => new StateListStep(header, stack, PhaseHarness.New, ["a", "b"], kind == "import"),
        };
    }

    // What was deleted and made again has other times and numbers; what it is has not changed.
    private static (string State, string Cloud) Snapshot(InMemoryEngineStore store)
    {
        var states = store.StateKeys().Order(StringComparer.Ordinal).Select(k => store.LoadState(k)!);
        return (
            string.Join('\n', states.Where(s => !s.Resources.IsEmpty).Select(s => $"{s.Key}: {string.Join(", ", s.Resources.Select(r => r.Address).Order(StringComparer.Ordinal))}")),
            string.Join('\n', store.LoadCloud().Objects.Select(o => $"{o.Type} {o.Id} {DeploymentJson.Write(o.Attributes)}").Order(StringComparer.Ordinal)));
    }
}
