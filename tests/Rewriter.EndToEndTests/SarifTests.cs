using System.Text.Json.Nodes;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>What the schema of SARIF 2.1.0 requires, and what code hosts require beside.</summary>
public sealed class SarifTests
{
    [Fact]
    public async Task A_plan_with_blockers_is_sarif()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        repository.Write("docs/new page.md", "Call `pult-app` by its name.\n");
        var run = Checked((await repository.RunAsync("plan", "phase1", "--format", "sarif")).Expect(2).Output);

        var leftover = Assert.Single(run["results"]!.AsArray(), r => r!["ruleId"]!.GetValue<string>() == "RW3009")!;
        Assert.Equal("error", leftover["level"]!.GetValue<string>());
        var place = leftover["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("docs/new%20page.md", place["artifactLocation"]!["uri"]!.GetValue<string>());
        Assert.Equal((1, 7), (place["region"]!["startLine"]!.GetValue<int>(), place["region"]!["startColumn"]!.GetValue<int>()));
        Assert.Contains(run["results"]!.AsArray(), r => r!["ruleId"]!.GetValue<string>() == "deploy-workflow" && r["level"]!.GetValue<string>() == "note");
    }

    [Fact]
    public async Task Hazards_of_a_plan_are_in_it_with_the_pages_about_them()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        var run = Checked((await repository.RunAsync("plan", "phase2", "--format", "sarif")).Expect(1).Output);
        Assert.Contains(run["results"]!.AsArray(), r => r!["ruleId"]!.GetValue<string>() == "H3");
    }

    [Theory]
    [InlineData("scan", 1)]
    [InlineData("verify phase1", 1)]
    public async Task Findings_of_other_commands_are_sarif(string command, int exit)
    {
        using var repository = ExampleRepository.Copy("orderflow");
        repository.Write("docs/new.md", "Call `pult-app` by its name.\n");
        var run = Checked((await repository.RunAsync([.. command.Split(' '), "--format", "sarif"])).Expect(exit).Output);
        Assert.Contains(run["results"]!.AsArray(), r => r!["ruleId"]!.GetValue<string>() == "RW3009");
    }

    [Fact]
    public async Task Without_findings_it_is_empty_and_still_sarif()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        Assert.Empty(Checked((await repository.RunAsync("scan", "--format", "sarif")).Expect(0).Output)["results"]!.AsArray());
    }

    private static JsonNode Checked(string text)
    {
        var log = JsonNode.Parse(text)!;
        Assert.Equal("2.1.0", log["version"]!.GetValue<string>());
        var run = Assert.Single(log["runs"]!.AsArray())!;
        Assert.Equal("rewrite", run["tool"]!["driver"]!["name"]!.GetValue<string>());
        Assert.Equal("utf16CodeUnits", run["columnKind"]!.GetValue<string>());
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()).ToList();
        Assert.Equal(rules.Count, rules.Distinct().Count());
        Assert.All(run["tool"]!["driver"]!["rules"]!.AsArray(), r => Assert.NotEmpty(r!["shortDescription"]!["text"]!.GetValue<string>()));
        Assert.All(run["results"]!.AsArray(), r => CheckResult(r!, rules));
        return run;
    }

    private static void CheckResult(JsonNode result, List<string> rules)
    {
        Assert.NotEmpty(result["message"]!["text"]!.GetValue<string>());
        Assert.Equal(result["ruleId"]!.GetValue<string>(), rules[result["ruleIndex"]!.GetValue<int>()]);
        Assert.True(result["level"]!.GetValue<string>() is "note" or "warning" or "error");
        Assert.NotEmpty(result["partialFingerprints"]!["rewrite/v1"]!.GetValue<string>());
        Assert.NotEmpty(result["locations"]!.AsArray());
        foreach (var location in result["locations"]!.AsArray())
        {
            var uri = location!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>();
            Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
            var region = location["physicalLocation"]!["region"]!;
            Assert.True(region["startLine"]!.GetValue<int>() >= 1 && region["startColumn"]!.GetValue<int>() >= 1);
            if (region["endLine"] is { } end) Assert.True(end.GetValue<int>() >= region["startLine"]!.GetValue<int>());
        }
    }
}
