using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>The second stack beside the first, through the built command and the real terraform.</summary>
public sealed class MindMirrorTests(MindMirrorTests.Starts starts) : IClassFixture<MindMirrorTests.Starts>
{
    [TerraformFact]
    public async Task Nine_services_come_up_beside_the_old_ones_and_go_again()
    {
        using var repository = await OldStackAsync();
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
        using var repository = await OldStackAsync();
        repository.Edit("rewrite.yaml", "paths: locals.cloud_run.name\n        expression: var.service_name\n        expect: 9", "paths: locals.nothing\n        expression: var.service_name");

        var refused = (await repository.RunAsync("apply", "parallel", "--yes")).Expect(2);

        Assert.Contains("RW4029", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("would be created as 'agent-service', the name of role 'agent' in manual", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(repository.PathOf(MindMirrorRepository.StateOf("envs/staging"))));
    }

    [TerraformFact]
    public async Task A_tenth_resource_breaks_the_assertion_and_nothing_is_made()
    {
        using var repository = await OldStackAsync();
        repository.Write("infra/extra.tf", "resource \"terraform_data\" \"extra\" {\n  input = \"one too many\"\n}\n");

        var refused = (await repository.RunAsync("apply", "parallel", "--yes")).Expect(2);

        Assert.Contains("RW3022", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(repository.PathOf(MindMirrorRepository.StateOf("envs/staging"))));
    }

    [TerraformFact]
    public async Task A_new_service_that_is_not_healthy_stops_the_phase_and_a_repaired_one_lets_it_go_on()
    {
        using var repository = await OldStackAsync();
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
    public async Task From_the_first_phase_to_the_contract_point_and_back_with_the_automation_in_between()
    {
        using var reference = await OldStackAsync();
        var (start, old) = (Sources(reference), reference.Read(MindMirrorRepository.StateOf("envs/default")));
        await using var hosted = await HostedRepository.StartAsync("octo/mindmirror", await BesideAsync(), "staging");
        var repository = hosted.Work;
        await using var gateway = await TestSite.StartAsync();
        repository.Edit("rewrite.yaml", "hold: 7d", "hold: 0s");
        await hosted.PushAsync("Shorter holds");
        Task<CommandResult> Run(params string[] arguments) => hosted.RunAsync([.. arguments, "--set", $"gateway-address={gateway.Url}", "--allow-commands"]);
        Task<CommandResult> Agree(string phase) => Run("approve", phase, "--as", "alice", "--confirm", "all");

        // The pull request carries one line, and the phase goes on only once its gates hold and the checkout has the merge.
        (await Run("apply", "proof")).Expect(1);
        (await Agree("proof")).Expect(0);
        Assert.Contains("#1 waits: check 'plan' is not green; 0 of 1 approvals of this plan; it is not merged", (await Run("resume")).Expect(1).Output, StringComparison.Ordinal);
        var proposed = hosted.Server.PullRequest(1);
        Assert.Equal(("test/parallel-automation", "staging"), (proposed.Head, proposed.Base));
        Assert.Equal("infra/modules/agent_service/main.tf", await hosted.GitAsync("-C", hosted.Server.Git.Folder, "diff", "--name-only", "staging", proposed.Head));
        hosted.Server.Report(proposed.HeadSha, "plan", "completed", "failure");
        Assert.Contains("RW5030", (await Run("resume")).Expect(2).Errors, StringComparison.Ordinal);
        hosted.Server.Report(proposed.HeadSha, "plan", "completed", "success");
        await hosted.Server.ReviewAsync(1, "bob", "APPROVED");
        Assert.Contains("#1 waits: 0 of 1 approvals of this plan; it is not merged", (await Run("resume")).Expect(1).Output, StringComparison.Ordinal);
        await hosted.Server.ReviewAsync(1, "alice", "APPROVED");
        Assert.True(await hosted.Server.MergeAsync(1, "alice"));
        Assert.Contains("#1 is merged, and this checkout does not have it yet: run 'git pull'", (await Run("resume")).Expect(1).Output, StringComparison.Ordinal);
        await hosted.GitAsync("pull", "-q", "--ff-only", "origin", "staging");
        Assert.Contains("adopted small-change", (await Run("resume")).Expect(1).Output, StringComparison.Ordinal);
        (await Agree("proof")).Expect(0);
        (await Run("resume")).Expect(0);

        // Before the workflow has applied what was merged there is nothing to look at.
        Assert.Contains("RW3022", (await Run("apply", "proven")).Expect(2).Errors, StringComparison.Ordinal);
        await MindMirrorRepository.ApplyNewStackAsync(repository);
        (await Run("apply", "proven")).Expect(1);
        (await Agree("proven")).Expect(0);
        (await Run("resume")).Expect(0);

        (await Run("apply", "cut-over")).Expect(1);
        Assert.Equal(7, MindMirrorRepository.Count(repository, "weight: 100"));
        Assert.Contains("'agent-service-auto.run.app', weight: 100", repository.Read(MindMirrorRepository.Gateway), StringComparison.Ordinal);
        Assert.True(gateway.Requests >= 6, "each share is checked twice in a row");
        (await Agree("cut-over")).Expect(0);
        (await Run("resume")).Expect(0);
        (await Run("apply", "decommission", "--yes")).Expect(1);
        Assert.Empty(NamesIn(repository, "envs/default"));

        // Forgotten is not deleted: it comes back. What was merged comes back by a pull request.
        (await Run("rollback", "decommission", "--yes")).Expect(0);
        Assert.Equal(Resources(old), Resources(repository.Read(MindMirrorRepository.StateOf("envs/default"))));
        foreach (var phase in new[] { "cut-over", "proven" }) (await Run("rollback", phase)).Expect(0);
        Assert.Contains("#2 takes #1 back: merge it", (await Run("rollback", "proof")).Expect(0).Output, StringComparison.Ordinal);
        Assert.True(await hosted.Server.MergeAsync(2, "alice"));
        await hosted.GitAsync("pull", "-q", "--ff-only", "origin", "staging");
        await MindMirrorRepository.ApplyNewStackAsync(repository);
        (await hosted.RunAsync("rollback", "parallel", "--yes")).Expect(0);

        repository.Edit("rewrite.yaml", "hold: 0s", "hold: 7d");
        Assert.Equal(start, Sources(repository));
        Assert.Empty(NamesIn(repository, "envs/staging"));
    }

    [TerraformFact]
    public async Task Behind_the_contract_point_the_old_services_are_deleted_and_their_names_can_be_taken_back()
    {
        if (OperatingSystem.IsWindows()) return; // The stand-in for gcloud is a script for sh.
        await using var hosted = await HostedRepository.StartAsync("octo/mindmirror", await BesideAsync(), "staging");
        var repository = hosted.Work;
        using var tools = MindMirrorRepository.Tool("gcloud", "echo \"$@\" >> \"$(dirname \"$0\")/calls.txt\"");
        await using var gateway = await TestSite.StartAsync();
        repository.Edit("rewrite.yaml", "hold: 7d", "hold: 0s");
        repository.Edit("infra/modules/agent_service/main.tf", "by-hand", "by-automation");
        await MindMirrorRepository.ApplyNewStackAsync(repository);
        Task<CommandResult> Run(params string[] arguments) => RewriteCommand.RunWithAsync(repository.Folder, [.. hosted.Environment(hosted.Server.Person), .. MindMirrorRepository.PathWith(tools)], [.. arguments, "--set", $"gateway-address={gateway.Url}", "--allow-commands"]);
        Task<CommandResult> Agree(string phase) => Run("approve", phase, "--as", "alice", "--confirm", "all");
        async Task Pass(string phase, int approvals)
        {
            (await Run("apply", phase, "--yes")).Expect(1);
            for (var given = 1; given <= approvals; given++)
            {
                (await Agree(phase)).Expect(0);
                (await Run("resume")).Expect(given < approvals ? 1 : 0);
            }
        }

        // The change of the proof is there already, so nothing is proposed.
        await Pass("proof", approvals: 2);
        await Pass("proven", approvals: 1);
        await Pass("cut-over", approvals: 1);
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
        (await Agree("clean-names")).Expect(0);
        (await Run("resume", "--yes", "--contract")).Expect(0);
        Assert.Contains("All phases are done.", (await Run("status")).Expect(0).Output, StringComparison.Ordinal);
    }

    [TerraformTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_behind_the_apply_is_resumed_without_a_second_one_and_taken_back(bool resumed)
    {
        if (OperatingSystem.IsWindows()) return; // The program that kills its parent is a script for sh.
        using var repository = await OldStackAsync();
        using var tools = MindMirrorRepository.Tool("terraform", $"'{Terraform}' \"$@\"; code=$?\ncase \" $* \" in *' apply '*) kill -9 $PPID;; esac\nexit $code");
        var start = Sources(repository);

        Assert.Equal(137, (await RewriteCommand.RunWithAsync(repository.Folder, MindMirrorRepository.PathWith(tools), "apply", "parallel", "--yes")).ExitCode);
        Assert.Equal(9, NamesIn(repository, "envs/staging").Count());

        // All nine are there: the assertion of nine to create holds for what was announced, and nothing is left of it.
        if (resumed) Assert.Contains("envs/staging: no changes", (await repository.RunAsync("resume", "--yes")).Expect(0).Output, StringComparison.Ordinal);
        (await repository.RunAsync("rollback", "parallel", "--yes")).Expect(0);
        Assert.Equal(start, Sources(repository));
        Assert.Empty(NamesIn(repository, "envs/staging"));
    }

    [TerraformTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_while_the_old_state_gives_up_its_services_is_resumed_and_all_nine_come_back(bool resumed)
    {
        if (OperatingSystem.IsWindows()) return; // The program that kills its parent is a script for sh.
        using var repository = await BesideAsync();
        using var tools = MindMirrorRepository.Tool("terraform", $"'{Terraform}' \"$@\"; code=$?\ncase \" $* \" in *' state rm '*) echo >> \"$(dirname \"$0\")/count\"; [ \"$(wc -l < \"$(dirname \"$0\")/count\")\" -eq 4 ] && kill -9 $PPID;; esac\nexit $code");
        MindMirrorRepository.WithoutPhasesBefore(repository, "decommission");
        repository.Edit("rewrite.yaml", "  - id: decommission\n", "  - id: decommission\n    settles: false\n");
        var old = Resources(repository.Read(MindMirrorRepository.StateOf("envs/default")));

        Assert.Equal(137, (await RewriteCommand.RunWithAsync(repository.Folder, MindMirrorRepository.PathWith(tools), "apply", "decommission", "--yes", "--allow-commands")).ExitCode);
        Assert.Equal(5, NamesIn(repository, "envs/default").Count());
        if (resumed)
        {
            (await repository.RunAsync("resume", "--yes", "--allow-commands")).Expect(1);
            Assert.Empty(NamesIn(repository, "envs/default"));
        }

        (await repository.RunAsync("rollback", "decommission", "--yes")).Expect(0);
        Assert.Equal(old, Resources(repository.Read(MindMirrorRepository.StateOf("envs/default"))));
    }

    private static readonly string[] Roles = ["agent", "journal", "habits", "meals", "movements", "practices", "users", "gateway", "celery"];

    private static string Terraform { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(f => Path.Combine(f, "terraform")).FirstOrDefault(File.Exists) ?? "terraform";

    private Task<ExampleRepository> OldStackAsync() => starts.OldStack.CopyAsync(MindMirrorRepository.WithOldStackAsync);

    // The new stack is up, and nothing has begun to use it.
    private Task<ExampleRepository> BesideAsync() => starts.Beside.CopyAsync(async () =>
    {
        var repository = await OldStackAsync();
        (await repository.RunAsync("apply", "parallel", "--yes")).Expect(0);
        return repository;
    });

    private static string Resources(string state) => JsonNode.Parse(state)!["resources"]!.ToJsonString();

    // Everything but the states, which are in the cloud's place here, and what init leaves.
    private static IEnumerable<string> Sources(ExampleRepository repository) =>
        [.. repository.Tree().Split('\n').Where(l => !l.Contains("mindmirror-tofu-state", StringComparison.Ordinal) && !l.Contains("infra/.terraform/", StringComparison.Ordinal))];

    private static IEnumerable<string> NamesIn(ExampleRepository repository, string key)
    {
        using var state = JsonDocument.Parse(repository.Read(MindMirrorRepository.StateOf(key)));
        return [.. state.RootElement.GetProperty("resources").EnumerateArray()
            .Select(r => r.GetProperty("instances")[0].GetProperty("attributes").GetProperty("input").GetProperty("value").GetProperty("name").GetString()!)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>What the tests of this class begin with.</summary>
    public sealed class Starts : IDisposable
    {
        internal SharedStart OldStack { get; } = new();

        internal SharedStart Beside { get; } = new();

        public void Dispose()
        {
            OldStack.Dispose();
            Beside.Dispose();
        }
    }
}
