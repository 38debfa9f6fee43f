using System.Text.RegularExpressions;
using Rewriter.EndToEndTests.Support;
using Rewriter.Processes;
using YamlDotNet.RepresentationModel;

namespace Rewriter.EndToEndTests;

/// <summary>The action and the workflow that ship with the product.</summary>
public sealed partial class ActionTests
{
    private static string Root => ExampleRepository.ProjectRoot;

    [Fact]
    public void The_action_is_a_composite_whose_inputs_are_described_used_and_in_the_guide()
    {
        var action = Read("action.yml");
        Assert.Equal("composite", Text(action, "runs", "using"));
        var guide = File.ReadAllText(Path.Combine(Root, "docs", "guides", "pull-requests.md"));
        var text = File.ReadAllText(Path.Combine(Root, "action.yml"));
        foreach (var (name, input) in (YamlMappingNode)action.Children["inputs"])
        {
            Assert.NotEmpty(Text((YamlMappingNode)input, "description"));
            Assert.Contains($"${{{{ inputs.{name} }}}}", text, StringComparison.Ordinal);
            Assert.Contains($"| `{name}` |", guide, StringComparison.Ordinal);
        }

        foreach (Match used in Input().Matches(text)) Assert.True(((YamlMappingNode)action.Children["inputs"]).Children.ContainsKey(used.Groups[1].Value), used.Value);
    }

    // What comes from outside reaches a shell as a variable; pasted into its text it could be a command.
    [Fact]
    public void No_script_has_an_expression_in_it() => Assert.All(Scripts("action.yml").Concat(Scripts("examples/workflows/rewrite.yml")), s => Assert.DoesNotContain("${{", s, StringComparison.Ordinal));

    [Fact]
    public void The_workflow_gives_inputs_that_the_action_has_and_the_permissions_that_it_needs()
    {
        var inputs = ((YamlMappingNode)Read("action.yml").Children["inputs"]).Children.Keys.Select(k => ((YamlScalarNode)k).Value).ToHashSet();
        var workflow = Read("examples/workflows/rewrite.yml");
        var uses = Steps(workflow).Where(s => s.Children.TryGetValue("uses", out var used) && ((YamlScalarNode)used).Value!.StartsWith("OWNER/rewrite@", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, uses.Count);
        Assert.All(uses, u => Assert.All(((YamlMappingNode)u.Children["with"]).Children.Keys, k => Assert.Contains(((YamlScalarNode)k).Value, inputs)));
        foreach (var needed in new[] { "contents", "pull-requests", "issues", "checks" }) Assert.Equal("write", Text(workflow, "permissions", needed));
        Assert.Contains("concurrency", workflow.Children.Keys.Select(k => ((YamlScalarNode)k).Value));
    }

    [BashFact]
    public async Task Scripts_are_read_by_bash_and_by_shellcheck_where_that_is_there()
    {
        using var folder = ExampleRepository.Empty();
        foreach (var script in Scripts("action.yml").Concat(Scripts("examples/workflows/rewrite.yml")))
        {
            folder.Write("script.sh", "#!/usr/bin/env bash\n" + script);
            (await RewriteCommand.RunProgramAsync("bash", folder.Folder, [], "-n", "script.sh")).Expect(0);
            if (SystemProcessRunner.Find("shellcheck", Environment.GetEnvironmentVariable("PATH")) is { } shellcheck) (await RewriteCommand.RunProgramAsync(shellcheck, folder.Folder, [], "script.sh")).Expect(0);
        }
    }

    private static IEnumerable<string> Scripts(string file) => Steps(Read(file)).Select(s => s.Children.TryGetValue("run", out var run) ? ((YamlScalarNode)run).Value! : null).OfType<string>();

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode file) =>
        file.Children.TryGetValue("runs", out var runs) ? ((YamlSequenceNode)((YamlMappingNode)runs).Children["steps"]).Cast<YamlMappingNode>()
            : ((YamlMappingNode)file.Children["jobs"]).Children.Values.Cast<YamlMappingNode>().SelectMany(j => (YamlSequenceNode)j.Children["steps"]).Cast<YamlMappingNode>();

    private static YamlMappingNode Read(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Root, file));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string Text(YamlMappingNode node, params string[] keys) => ((YamlScalarNode)keys.Aggregate((YamlNode)node, (n, k) => ((YamlMappingNode)n).Children[k])).Value!;

    [GeneratedRegex(@"\$\{\{ inputs\.(\w+) \}\}")]
    private static partial Regex Input();
}
