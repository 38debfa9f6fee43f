using Rewriter.Deployment;
using Rewriter.Processes;
using Stacks;

namespace Rewriter.Pulumi.Tests;

/// <summary>No property of a stack is invented: the inputs are held against the types of Pulumi's GCP SDK by the TypeScript compiler.</summary>
public sealed class SdkTypesTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("rewrite-tests-").FullName;

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [SdkTypesFact]
    public async Task Every_input_of_every_stack_and_declaration_fits_the_types_of_the_SDK()
    {
        var stacks = StackPrograms.All.SelectMany(p => p.Generations.Select(p.Describe)).Append(EveryDeclaration.Describe()).ToList();

        var result = await CheckAsync(stacks);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains($"{stacks.Sum(s => s.Resources.Length)} resources fit", result.Output, StringComparison.Ordinal);
    }

    [SdkTypesFact]
    public async Task An_input_that_the_SDK_does_not_have_is_found()
    {
        var stack = EveryDeclaration.Describe();
        var service = stack.Find("service")!;
        var wrong = stack with { Resources = stack.Resources.Replace(service, service with { Inputs = service.Inputs.With("deletionProtektion", true) }) };

        var result = await CheckAsync([wrong]);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("error TS[0-9]+: .*deletionProtektion", result.Output);
    }

    private async Task<ProcessResult> CheckAsync(List<StackDescription> stacks)
    {
        var files = stacks.Select(s => Path.Combine(_top, $"{s.Name}.{s.Generation}.json")).ToList();
        for (var i = 0; i < files.Count; i++) await File.WriteAllTextAsync(files[i], StackJson.Write(stacks[i]));
        var request = new ProcessRequest
        {
            Program = "node", Folder = _top, Timeout = TimeSpan.FromMinutes(3), Environment = SystemProcessRunner.OwnEnvironment(),
            Arguments = [Path.Combine(StandIn.RepositoryRoot, "tests", "oracles", "pulumi", "check.mjs"), SdkTypesFactAttribute.Folder, Path.Combine(_top, "check"), .. files],
        };
        return await new SystemProcessRunner().RunAsync(request, null, CancellationToken.None);
    }
}
