using Rewriter.Deployment;
using Rewriter.Tests.Shared;
using Stacks;
using YamlDotNet.RepresentationModel;

namespace Rewriter.Pulumi.Tests;

/// <summary>The YAML programs that are generated from the model.</summary>
public sealed class YamlProgramTests
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
    public void The_program_is_as_recorded(string stack, string generation) =>
        Snapshot.Matches($"{stack}.{generation}", PulumiYamlProgram.Write(StackPrograms.Find(stack)!.Describe(generation)), "yaml");

    [Fact]
    public void Every_pulumi_program_is_valid_yaml_whose_references_lead_to_its_resources()
    {
        foreach (var stack in StackPrograms.All.SelectMany(p => p.Generations.Select(p.Describe)))
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(PulumiYamlProgram.Write(stack)));
            var root = (YamlMappingNode)yaml.Documents[0].RootNode;
            var resources = ((YamlMappingNode)root["resources"]).Children.Keys.Select(k => ((YamlScalarNode)k).Value!).ToHashSet();
            var count = resources.Count;
            if (root.Children.TryGetValue("config", out var config))
            {
                var keys = ((YamlMappingNode)config).Children.Keys.Select(k => ((YamlScalarNode)k).Value!).ToList();
                Assert.Empty(resources.Intersect(keys));
                resources.UnionWith(keys);
            }

            var references = root.AllNodes.OfType<YamlScalarNode>().Select(n => n.Value!).Where(v => v.StartsWith("${", StringComparison.Ordinal)).ToList();

            Assert.Equal(stack.Resources.Length, count);
            Assert.All(references, r => Assert.Contains(r[2..^1].Split('.')[0], resources));
            if (stack.Name == "orderflow") Assert.NotEmpty(references);
        }
    }

    [Fact]
    public void A_dollar_sign_in_a_value_is_no_reference()
    {
        var resource = new AnyResource { Address = "a", Role = "r", LogicalName = "a", Token = "x:y:Z", Properties = StackMap.Of(("text", "${home}"), ("list", StackValue.List(StackValue.List("a"), StackMap.Empty))) };

        var yaml = PulumiYamlProgram.Write(new StackDescription("s", "g", "p", [resource.Declare("p")]));

        Assert.EndsWith("    properties:\n      list:\n        - - \"a\"\n        - {}\n      text: \"$${home}\"\n", yaml, StringComparison.Ordinal);
    }
}
