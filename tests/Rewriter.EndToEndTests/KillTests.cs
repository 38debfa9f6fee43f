using System.Collections.Concurrent;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>A process that dies at any write leaves something that <c>resume</c> finishes and <c>rollback</c> undoes.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task A_kill_at_each_write_point_loses_nothing()
    {
        string start, done;
        using (var reference = ExampleRepository.Copy("orderflow"))
        {
            start = reference.Tree();
            (await reference.RunAsync("apply", "phase1")).Expect(0);
            done = reference.Tree();
        }

        var survived = new ConcurrentBag<int>();
        var points = 0;
        // Every second write point; each of them, without processes, is killed in the tests of the journal.
        await Parallel.ForEachAsync(Enumerable.Range(0, 200).Select(n => 1 + (2 * n)), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (point, _) =>
        {
            if (!survived.IsEmpty && survived.Min() < point) return;
            using var repository = ExampleRepository.Copy("orderflow");
            var killed = await RewriteCommand.RunKilledAsync(repository.Folder, point, "apply", "phase1");
            if (killed.ExitCode == 0)
            {
                survived.Add(point);
                return;
            }

            Interlocked.Increment(ref points);
            AssertWhole(repository, start, done, point);
            if (point % 4 == 1) await AssertResumes(repository, done, point);
            else await AssertRollsBack(repository, start, point);
        });

        Assert.False(survived.IsEmpty, "no run came to its end");
        Assert.True(points > 30, $"only {points} write points were killed");
    }

    [Fact]
    public async Task A_kill_anywhere_in_a_phase_that_changes_the_cloud_can_be_taken_back()
    {
        using var reference = ExampleRepository.Copy("orderflow");
        (await reference.RunAsync("apply", "phase1")).Expect(0);
        var (tree, cloud) = (reference.Tree(), Cloud(reference));

        // Every eighth write point of about a hundred; which ones they are shifts with each change of the product.
        var killed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 16).Select(n => 3 + (8 * n)), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (point, _) =>
        {
            using var repository = reference.Clone();
            var run = await RewriteCommand.RunKilledAsync(repository.Folder, point, "apply", "phase2");
            if (run.ExitCode is 0 or 1) return;
            Interlocked.Increment(ref killed);
            var back = await repository.RunAsync("rollback", "phase2");
            Assert.True(back.ExitCode == 0 || back.Errors.Contains("RW3012", StringComparison.Ordinal), $"killed at {point}: {back.Output}{back.Errors}");
            Assert.Equal(tree, repository.Tree());
            Assert.True(cloud == Cloud(repository), $"killed at {point}: the cloud is not as before\n{back.Output}");
        });
        Assert.True(killed > 7, $"only {killed} write points were killed");
    }

    [TerraformFact]
    public async Task A_kill_anywhere_in_a_phase_on_the_real_terraform_can_be_taken_back()
    {
        using var start = WebRepository.Create();
        start.Edit("rewrite.yaml", "stateRole: state-path", "state: web");
        start.Edit("rewrite.yaml", "beside: old, ", string.Empty);
        start.Edit("infra/main.tf", "  triggers_replace = [var.service_name]\n}", "}\n\nresource \"terraform_data\" \"another\" {\n  count = endswith(var.service_name, \"new\") ? 1 : 0\n}");
        start.Edit("infra/main.tf", "name = var.service_name, ", string.Empty);
        (await WebRepository.RunAsync(start, "apply", "start", "--yes")).Expect(0);
        var (tree, objects) = (Configuration(start), Objects(start));

        var (killed, touched) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(1, 13).Select(n => 2 * n), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (point, _) =>
        {
            using var repository = start.Clone();
            var run = await RewriteCommand.RunKilledAsync(repository.Folder, point, [("WEB_TOKEN", WebRepository.Secret)], "apply", "beside", "--yes");
            if (run.ExitCode is 0 or 1) return;
            Assert.True(run.ExitCode != 2, run.Output + run.Errors);
            Interlocked.Increment(ref killed);
            if (Objects(repository) != objects) Interlocked.Increment(ref touched);
            var back = await WebRepository.RunAsync(repository, "rollback", "beside", "--yes");
            Assert.True(back.ExitCode is 0 or 1 || back.Errors.Contains("RW3012", StringComparison.Ordinal), $"killed at {point}: {back.Output}{back.Errors}");
            Assert.Equal(tree, Configuration(repository));
            Assert.True(objects == Objects(repository), $"killed at {point}: the state is not as before\n{back.Output}");
        });
        Assert.True(killed > 4 && touched > 0, $"{killed} write points were killed, {touched} of them behind the apply");
    }

    private static string Configuration(ExampleRepository repository) => repository.Read("infra/main.tf");

    private static string Objects(ExampleRepository repository) =>
        string.Join('\n', System.Text.Json.Nodes.JsonNode.Parse(repository.Read("infra/states/web.tfstate"))!["resources"]!.AsArray().Select(r => r!.ToJsonString()));

    // What exists and who serves whom; serials go on growing, and ids of deleted objects stay blocked.
    private static string Cloud(ExampleRepository repository)
    {
        var cloud = System.Text.Json.Nodes.JsonNode.Parse(repository.Read(".rewrite/engine/cloud.json"))!;
        return cloud["objects"]!.ToJsonString() + cloud["entryPoints"]!.ToJsonString();
    }

    // Each file holds its old or its new bytes; a temporary file beside it may be left.
    private static void AssertWhole(ExampleRepository repository, string start, string done, int point)
    {
        var allowed = start.Split('\n').Concat(done.Split('\n')).ToHashSet();
        foreach (var line in repository.Tree().Split('\n'))
            Assert.True(allowed.Contains(line) || line.EndsWith(".rewrite-tmp", StringComparison.Ordinal), $"killed at {point}: {line}");
    }

    private static async Task AssertResumes(ExampleRepository repository, string done, int point)
    {
        // Where not even the first line of the ledger was written there is nothing to resume; applying begins anew.
        var resumed = await repository.RunAsync("resume");
        if (resumed.ExitCode != 0) resumed = await repository.RunAsync("apply", "phase1");
        Assert.True(resumed.ExitCode == 0, $"killed at {point}: {resumed.Output}{resumed.Errors}");
        Assert.Equal(done, repository.Tree());
        (await repository.RunAsync("verify", "phase1")).Expect(0);
    }

    private static async Task AssertRollsBack(ExampleRepository repository, string start, int point)
    {
        var back = await repository.RunAsync("rollback", "phase1");
        Assert.True(back.ExitCode == 0 || back.Errors.Contains("RW3012", StringComparison.Ordinal), $"killed at {point}: {back.Output}{back.Errors}");
        Assert.Equal(start, repository.Tree());
    }
}
