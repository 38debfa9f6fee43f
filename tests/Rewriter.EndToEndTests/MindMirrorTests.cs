using System.Text.Json;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>The second stack beside the first, through the built command and the real terraform.</summary>
public sealed class MindMirrorTests
{
    [TerraformFact]
    public async Task Nine_services_come_up_beside_the_old_ones_and_go_again()
    {
        using var repository = await MindMirrorRepository.WithOldStackAsync();
        var (start, old) = (Sources(repository), repository.Read(MindMirrorRepository.StateOf("envs/default")));

        var plan = (await repository.RunAsync("plan", "parallel")).Expect(1);
        Assert.Contains("envs/default: no changes", plan.Output, StringComparison.Ordinal);
        Assert.Contains("envs/staging: 9 to create", plan.Output, StringComparison.Ordinal);
        Assert.Contains("$20 a month more", plan.Output, StringComparison.Ordinal);
        Assert.Equal(start, Sources(repository));

        (await repository.RunAsync("apply", "parallel", "--yes")).Expect(0);
        Assert.Equal(MindMirrorRepository.Services.Select(s => s.Name + "-auto").Order(StringComparer.Ordinal), NamesIn(repository, "envs/staging"));
        Assert.Equal(old, repository.Read(MindMirrorRepository.StateOf("envs/default")));
        Assert.Contains("done before", (await repository.RunAsync("apply", "parallel", "--yes")).Expect(0).Output, StringComparison.Ordinal);

        // Rollback scenario 3: the new stack is given up.
        (await repository.RunAsync("rollback", "parallel", "--yes")).Expect(0);
        Assert.Equal(start, Sources(repository));
        Assert.Empty(NamesIn(repository, "envs/staging"));
        Assert.Equal(old, repository.Read(MindMirrorRepository.StateOf("envs/default")));
    }

    [TerraformFact]
    public async Task A_name_that_is_still_hard_coded_stops_the_phase_although_the_counts_are_right()
    {
        using var repository = await MindMirrorRepository.WithOldStackAsync();
        repository.Edit("rewrite.yaml", "paths: locals.cloud_run.name\n        expression: var.service_name\n        expect: 9", "paths: locals.nothing\n        expression: var.service_name");

        var refused = (await repository.RunAsync("apply", "parallel", "--yes")).Expect(2);

        Assert.Contains("RW4029", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("would be created as 'agent-service', the name of role 'agent' in manual", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(repository.PathOf(MindMirrorRepository.StateOf("envs/staging"))));
    }

    [TerraformFact]
    public async Task A_tenth_resource_breaks_the_assertion_and_nothing_is_made()
    {
        using var repository = await MindMirrorRepository.WithOldStackAsync();
        repository.Write("infra/extra.tf", "resource \"terraform_data\" \"extra\" {\n  input = \"one too many\"\n}\n");

        var refused = (await repository.RunAsync("apply", "parallel", "--yes")).Expect(2);

        Assert.Contains("RW3022", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(repository.PathOf(MindMirrorRepository.StateOf("envs/staging"))));
    }

    // Everything but the states, which are in the cloud's place here.
    private static IEnumerable<string> Sources(ExampleRepository repository) => [.. repository.Tree().Split('\n').Where(l => !l.Contains("mindmirror-tofu-state", StringComparison.Ordinal))];

    private static IEnumerable<string> NamesIn(ExampleRepository repository, string key)
    {
        using var state = JsonDocument.Parse(repository.Read(MindMirrorRepository.StateOf(key)));
        return [.. state.RootElement.GetProperty("resources").EnumerateArray()
            .Select(r => r.GetProperty("instances")[0].GetProperty("attributes").GetProperty("input").GetProperty("value").GetProperty("name").GetString()!)
            .Order(StringComparer.Ordinal)];
    }
}
