using Pulumi.Testing;
using Rewriter.Deployment;
using Stacks.Official;
using P = global::Pulumi;

namespace Rewriter.Pulumi.Tests.Official;

/// <summary>The C# program on typed resources says what the model says, input by input.</summary>
public sealed class TypedProgramTests
{
    public static TheoryData<string, string> Generations => YamlProgramTests.Generations;

    [Theory]
    [MemberData(nameof(Generations))]
    public async Task Every_resource_is_registered_with_the_inputs_of_the_model(string stack, string generation) =>
        await CompareAsync(global::Stacks.StackPrograms.Find(stack)!.Describe(generation));

    [Fact]
    public async Task Every_kind_of_declaration_is_registered_with_the_inputs_of_the_model() => await CompareAsync(EveryDeclaration.Describe());

    private static async Task CompareAsync(StackDescription stack)
    {
        var mocks = new RecordingMocks();
        var options = new TestOptions { ProjectName = stack.Name, StackName = "test", IsPreview = false };

        await global::Pulumi.Deployment.TestAsync(mocks, options, () =>
        {
            OfficialProgram.Register(stack, name => P.Output.CreateSecret(SecretValue(name)));
        });

        foreach (var resource in stack.Resources)
        {
            Assert.True(mocks.Registered.TryGetValue((resource.Type, resource.LogicalName), out var inputs), $"'{resource.Address}' was not registered");
            Assert.Equal(DeploymentJson.Write(Opened(resource.Inputs)), DeploymentJson.Write(inputs));
        }

        Assert.Equal(stack.Resources.Length, mocks.Registered.Keys.Count(k => k.Type.StartsWith("gcp:", StringComparison.Ordinal)));
    }

    private static StackMap Opened(StackMap inputs) => StackMap.From(inputs.Select(i => KeyValuePair.Create(i.Key, i.Value.SecretName is { } name ? SecretValue(name) : i.Value)));

    private static string SecretValue(string name) => $"value of {name}";
}
