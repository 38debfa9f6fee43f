using System.Text.Json;
using Microsoft.AspNetCore.Http;
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

    [TerraformFact]
    public async Task A_new_service_that_is_not_healthy_stops_the_phase_and_a_repaired_one_lets_it_go_on()
    {
        using var repository = await MindMirrorRepository.WithOldStackAsync();
        var old = repository.Read(MindMirrorRepository.StateOf("envs/default"));
        repository.Edit("rewrite.yaml", "retry: { max: 5, backoff: 2s }", "retry: { max: 2, backoff: 1ms }");
        var sites = new List<TestSite>();
        try
        {
            foreach (var _ in MindMirrorRepository.Services) sites.Add(await TestSite.StartAsync());
            sites[3].Handler = context => { context.Response.StatusCode = 503; return Task.CompletedTask; };
            string[] urls = [.. Roles.Zip(sites).SelectMany(s => new[] { "--set", $"{s.First}-url={s.Second.Url}" })];

            var stopped = (await repository.RunAsync(["apply", "parallel", "--yes", .. urls])).Expect(2);
            Assert.Contains("health-meals", stopped.Errors, StringComparison.Ordinal);
            Assert.Equal(old, repository.Read(MindMirrorRepository.StateOf("envs/default")));

            sites[3].Handler = context => context.Response.WriteAsync("ok");
            (await repository.RunAsync(["resume", "--yes", .. urls])).Expect(0);
            Assert.All(sites, s => Assert.True(s.Requests > 0, "every service is asked"));
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
        }
    }

    [TerraformFact]
    public async Task From_the_first_phase_to_the_last()
    {
        if (OperatingSystem.IsWindows()) return; // The stand-in for gcloud is a script for sh.
        using var repository = await MindMirrorRepository.WithOldStackAsync();
        using var tools = ExampleRepository.Empty();
        await using var gateway = await TestSite.StartAsync();
        tools.Write("gcloud", "#!/bin/sh\necho \"$@\" >> \"$(dirname \"$0\")/calls.txt\"\n");
        File.SetUnixFileMode(tools.PathOf("gcloud"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        repository.Edit("rewrite.yaml", "hold: 7d", "hold: 0s");
        Task<CommandResult> Run(params string[] arguments) => RewriteCommand.RunWithAsync(
            repository.Folder, [("PATH", tools.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"))], [.. arguments, "--set", $"gateway-address={gateway.Url}", "--allow-commands"]);
        Task<CommandResult> Agree(string phase) => Run("approve", phase, "--as", "alice", "--confirm", "all");

        (await Run("apply", "parallel", "--yes")).Expect(0);
        (await Run("apply", "proof", "--yes")).Expect(1);
        (await Agree("proof")).Expect(0);
        (await Run("resume")).Expect(1);
        (await Agree("proof")).Expect(0);
        (await Run("resume")).Expect(0);

        (await Run("apply", "cut-over")).Expect(1);
        Assert.Equal(7, Count(repository, "weight: 100"));
        Assert.Contains("'agent-service-auto.run.app', weight: 100", repository.Read(Gateway), StringComparison.Ordinal);
        Assert.True(gateway.Requests >= 6, "each share is checked twice in a row");
        (await Agree("cut-over")).Expect(0);
        (await Run("resume")).Expect(0);

        // Forgotten is not deleted: it comes back.
        var before = NamesIn(repository, "envs/default");
        (await Run("apply", "decommission", "--yes")).Expect(1);
        Assert.Empty(NamesIn(repository, "envs/default"));
        (await Run("rollback", "decommission", "--yes")).Expect(0);
        Assert.Equal(before, NamesIn(repository, "envs/default"));

        (await Run("apply", "decommission", "--yes")).Expect(1);
        (await Agree("decommission")).Expect(0);
        Assert.False(File.Exists(tools.PathOf("calls.txt")));
        (await Run("resume", "--yes")).Expect(1);
        (await Run("resume", "--yes", "--contract")).Expect(0);
        Assert.Equal(
            MindMirrorRepository.Services.Select(s => $"run services delete {s.Name} --project=mindmirror-staging --region=us-east4 --quiet"),
            File.ReadAllLines(tools.PathOf("calls.txt")));
        Assert.Contains("`gateway-auto`", repository.Read("docs/runbook.md"), StringComparison.Ordinal);
        (await Run("verify")).Expect(0);

        (await Run("apply", "clean-names", "--yes", "--contract")).Expect(1);
        (await Agree("clean-names")).Expect(0);
        (await Run("resume", "--yes", "--contract")).Expect(1);
        Assert.Equal(MindMirrorRepository.Services.Select(s => s.Name).Order(StringComparer.Ordinal), NamesIn(repository, "envs/staging"));
    }

    [Fact]
    public async Task A_week_at_ten_percent_is_a_week_and_the_weights_come_back()
    {
        using var repository = Alone();
        await using var gateway = await TestSite.StartAsync();
        var before = repository.Read(Gateway);

        var waits = (await repository.RunAsync("apply", "cut-over", "--set", $"gateway-address={gateway.Url}")).Expect(1);
        Assert.Contains("10 % on the new one until", waits.Output, StringComparison.Ordinal);
        Assert.Equal((7, 7), (Count(repository, "weight: 90"), Count(repository, "weight: 10 }")));

        (await repository.RunAsync("rollback", "cut-over")).Expect(0);
        Assert.Equal(before, repository.Read(Gateway));
    }

    [Fact]
    public async Task A_gateway_that_fails_at_ten_percent_gets_its_weights_back()
    {
        using var repository = Alone();
        repository.Edit("rewrite.yaml", "retry: { max: 5, backoff: 2s }", "retry: { max: 2, backoff: 1ms }");
        repository.Edit("rewrite.yaml", "hold: 7d", "hold: 0s");
        await using var gateway = await TestSite.StartAsync();
        gateway.Handler = context => { context.Response.StatusCode = 500; return Task.CompletedTask; };
        var before = repository.Read(Gateway);

        var failed = (await repository.RunAsync("apply", "cut-over", "--set", $"gateway-address={gateway.Url}")).Expect(2);

        Assert.Contains("at 10 %", failed.Output, StringComparison.Ordinal);
        Assert.Equal(before, repository.Read(Gateway));
    }

    [Theory]
    [InlineData(".rewrite/cutover-by-service.yaml", "practices", 1)]
    [InlineData(".rewrite/cutover-swap.yaml", "validated", 0)]
    public async Task The_other_ways_to_cut_over_begin_as_the_guide_says(string file, string first, int routes)
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        await using var gateway = await TestSite.StartAsync();

        var begun = (await repository.RunAsync("apply", "cut-over", "-m", file, "--set", $"gateway-address={gateway.Url}", "--allow-commands")).Expect(1);

        Assert.Contains(first, begun.Output, StringComparison.Ordinal);
        Assert.Equal(7 - routes, Count(repository, "service.run.app', weight: 100"));
        (await repository.RunAsync("rollback", "cut-over", "-m", file, "--allow-commands")).Expect(0);
        Assert.Equal(7, Count(repository, "service.run.app', weight: 100"));
    }

    private const string Gateway = "mesh/gateway.config.ts";

    private static readonly string[] Roles = ["agent", "journal", "habits", "meals", "movements", "practices", "users", "gateway", "celery"];

    // The cut-over touches no resources, so it can be looked at without the phases before it.
    private static ExampleRepository Alone()
    {
        var repository = ExampleRepository.Copy("mindmirror");
        var text = repository.Read("rewrite.yaml");
        var (first, cut) = (text.IndexOf("  - id: parallel", StringComparison.Ordinal), text.IndexOf("  - id: cut-over", StringComparison.Ordinal));
        repository.Write("rewrite.yaml", text[..first] + text[cut..]);
        return repository;
    }

    private static int Count(ExampleRepository repository, string text) => repository.Read(Gateway).Split(text).Length - 1;

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
