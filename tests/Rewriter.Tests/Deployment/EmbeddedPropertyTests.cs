using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

/// <summary>What holds for any stack: seeded, so that a failure can be had again.</summary>
public class EmbeddedPropertyTests
{
    private static readonly string[] Names = ["one", "two", "three", "four", "five", "six"];

    [Fact]
    public async Task Whatever_is_applied_is_then_there_and_a_rollback_restores_what_was()
    {
        var rolledBack = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var store = new InMemoryEngineStore();
            var engine = new EmbeddedEngine(store, new FakeTime());
            await Sample.Applied(engine, Stack(random));
            var (state, cloud) = (store.LoadState("s"), store.LoadCloud());
            var next = Stack(random) with { Moves = Moves(random), Forgets = [.. random.GetItems(Names, random.Next(2))] };
            var preview = await engine.PreviewAsync(next, default);

            var outcome = await engine.ApplyAsync(next, preview.Digest, null, default);

            Assert.Equal(preview.Conflicts.IsEmpty, outcome.Status == DeploymentStatus.Succeeded);
            if (outcome.Status != DeploymentStatus.Succeeded)
            {
                Assert.Equal(DeploymentJson.Write(cloud), DeploymentJson.Write(store.LoadCloud()));
                continue;
            }

            var again = await engine.PreviewAsync(next with { Moves = [], Forgets = [] }, default);
            Assert.True(again.Counts.IsNothing, $"seed {seed}: {DeploymentJson.Write(again.Changes)}");
            if (outcome.Checkpoint is null) continue;
            var back = await engine.RollbackAsync(outcome.Checkpoint, null, default);
            Assert.True(back.Failure is null, $"seed {seed}: {back.Failure?.Message}");
            var restored = store.LoadState("s")?.Resources.Select(r => $"{r.Address}={r.Id}") ?? [];
            Assert.True(restored.SequenceEqual(state?.Resources.Select(r => $"{r.Address}={r.Id}") ?? []), $"seed {seed}: {string.Join(' ', restored)} after {string.Join("; ", outcome.Checkpoint.Steps.Select(t => $"{t.Change.Action} {t.StateBefore?.Address}={t.StateBefore?.Id} -> {t.StateAfter?.Address}={t.StateAfter?.Id}"))}");
            Assert.Equal(DeploymentJson.Write(state), DeploymentJson.Write(store.LoadState("s") is { } kept ? kept with { Serial = state?.Serial ?? 0 } : null));
            Assert.Equal(DeploymentJson.Write(cloud), DeploymentJson.Write(store.LoadCloud() with { Serial = cloud.Serial }));
            rolledBack++;
        }

        Assert.True(rolledBack > 100, $"only {rolledBack} of the stacks could be applied");
    }

    [Fact]
    public void A_difference_set_at_its_path_makes_both_sides_equal()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var shape = Map(random, 3);
            var (before, after) = (StackMap.Of(("root", Change(shape, random))), StackMap.Of(("root", Change(shape, random))));

            var result = StackDiff.Between(before, after).Aggregate(before, (map, d) => StackDiff.Set(map, d.Path, d.After!));

            Assert.Equal(StackValue.From(after), result);
        }

        static StackValue Change(StackValue value, Random random) => value.Kind switch
        {
            StackValueKind.Map => StackMap.From(value.Members.Select(m => KeyValuePair.Create(m.Key, Change(m.Value, random)))),
            StackValueKind.List => StackValue.List(value.Items.Select(i => Change(i, random)).ToArray()),
            _ => random.Next(3),
        };
    }

    private static StackValue Map(Random random, int depth) => depth == 0 ? 0 : random.Next(3) switch
    {
        0 => StackValue.List(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Map(random, depth - 1)).ToArray()),
        1 => 0,
        _ => StackMap.From(Names.Take(random.Next(1, 5)).Select(n => KeyValuePair.Create(n, Map(random, depth - 1)))),
    };

    // Services only: a bucket or a secret that was deleted could not be brought back.
    private static DeploymentTarget Stack(Random random) => Sample.Target("s", [.. Names.Where(_ => random.Next(2) == 0).Select(n => Service(random, n))]);

    private static ResourceDeclaration Service(Random random, string address) => Sample.Declared(
        address,
        ResourceTypes.Service,
        "service",
        StackMap.Of(("name", address + (random.Next(4) == 0 ? "-new" : string.Empty)), ("location", "eu"), ("deletionProtection", false), ("ingress", random.Next(2) == 0 ? "ALL" : "INTERNAL")),
        new ResourceOptions { DependsOn = [.. random.GetItems(Names, random.Next(2))] });

    private static System.Collections.Immutable.ImmutableArray<ResourceMove> Moves(Random random)
    {
        var shuffled = random.GetItems(Names, 6).Distinct().ToList();
        return random.Next(2) == 0 || shuffled.Count < 3 ? [] : [new ResourceMove(shuffled[0], shuffled[1]), new ResourceMove(shuffled[1], shuffled[0])];
    }
}
