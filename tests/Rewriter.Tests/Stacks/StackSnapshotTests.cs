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
        Compare($"{stack}.{generation}.json", StackJson.Write(StackPrograms.Find(stack)!.Describe(generation)));

    [Theory]
    [MemberData(nameof(Generations))]
    public void The_pulumi_program_is_as_recorded(string stack, string generation) =>
        Compare($"{stack}.{generation}.Pulumi.yaml", PulumiYamlProgram.Write(StackPrograms.Find(stack)!.Describe(generation)));

    [Fact]
    public void The_example_begins_with_the_seed_of_the_old_generation()
    {
        var folder = Path.Combine(PristineExample.FolderOf(Repository.Root, "orderflow"), ".rewrite", "engine");
        var seed = Sample.ProductionSeed();

        Compare(Path.Combine(folder, "cloud.json"), DeploymentJson.Write(seed.Cloud));
        Compare(Path.Combine(folder, "state", "orderflow", "prod.json"), DeploymentJson.Write(seed.State));
    }

    // Bytes are compared. With ACCEPT_SNAPSHOTS=1 what is there now is recorded, to be read before it is committed.
    private static void Compare(string name, string actual)
    {
        var file = Path.Combine(Repository.Root, "tests", "Rewriter.Tests", "Stacks", "Snapshots", name);
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), name + " is missing");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
