using Rewriter.Deployment;
using Rewriter.Tests.Deployment;
using Stacks;
using Rewriter.Tests.Shared;

namespace Rewriter.Tests.Stacks;

public class StackSnapshotTests
{
    public static TheoryData<string, string> Generations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var program in StackPrograms.All)
            {
                foreach (var generation in program.Generations) data.Add(program.Name, generation);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Generations))]
    public void The_description_is_as_recorded(string stack, string generation) =>
        Snapshot.Matches($"{stack}.{generation}", StackJson.Write(StackPrograms.Find(stack)!.Describe(generation)), "json");

    [Fact]
    public void The_example_begins_with_the_seed_of_the_old_generation()
    {
        var folder = Path.Combine(PristineExample.FolderOf(Repository.Root, "orderflow"), ".rewrite", "engine");
        var seed = Sample.ProductionSeed();

        Compare(Path.Combine(folder, "cloud.json"), DeploymentJson.Write(seed.Cloud));
        Compare(Path.Combine(folder, "state", "orderflow", "prod.json"), DeploymentJson.Write(seed.State));
    }

    // The seed is no snapshot of its own: it is what the example ships. With ACCEPT_SNAPSHOTS=1 the example gets what is there now.
    private static void Compare(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
