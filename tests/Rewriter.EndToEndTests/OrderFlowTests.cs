using Rewriter.EndToEndTests.Support;
using Rewriter.Tests.Shared;

namespace Rewriter.EndToEndTests;

public sealed class OrderFlowTests
{
    [Fact]
    public async Task Both_phases_run_through_with_all_checks_and_every_tree_is_as_accepted()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        await using var site = await TestSite.StartAsync();
        var before = repository.Tree();
        Snapshot.Matches("orderflow.start", before);

        (await repository.RunAsync("apply", "phase1", "--set", $"site={site.Url}")).Expect(0);
        Snapshot.Matches("orderflow.phase1", repository.Tree());
        (await repository.RunAsync("verify", "phase1", "--set", $"site={site.Url}")).Expect(0);
        Assert.True(site.Requests >= 8, "two addresses, twice in a row, in apply and in verify");

        var waiting = (await repository.RunAsync("apply", "phase2", "--set", $"site={site.Url}")).Expect(1);
        Assert.Contains("no way back", waiting.Output, StringComparison.Ordinal);
        Snapshot.Matches("orderflow.phase2-before-contract", repository.Tree());

        (await repository.RunAsync("resume", "--contract", "--set", $"site={site.Url}")).Expect(0);
        Assert.Equal(before, repository.Tree());
        (await repository.RunAsync("verify", "--set", $"site={site.Url}")).Expect(0);
    }

    [Fact]
    public async Task Rolling_back_restores_every_byte_of_both_phases()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        var start = repository.Tree();
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        var afterPhase1 = repository.Tree();
        (await repository.RunAsync("apply", "phase2")).Expect(1);

        (await repository.RunAsync("rollback", "phase2")).Expect(0);
        Assert.Equal(afterPhase1, repository.Tree());
        (await repository.RunAsync("rollback", "phase1")).Expect(0);
        Assert.Equal(start, repository.Tree());
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        Assert.Equal(afterPhase1, repository.Tree());
    }

    [Fact]
    public async Task Applying_twice_changes_nothing_the_second_time()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        var once = repository.Tree();
        var ledger = repository.Read(".rewrite/ledger.jsonl");

        var second = (await repository.RunAsync("apply", "phase1")).Expect(0);

        Assert.Contains("done before", second.Output, StringComparison.Ordinal);
        Assert.Equal(once, repository.Tree());
        Assert.Equal(ledger, repository.Read(".rewrite/ledger.jsonl"));
    }

    [Fact]
    public async Task Behind_the_contract_point_a_rollback_is_refused()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        (await repository.RunAsync("apply", "phase2", "--contract")).Expect(0);
        var tree = repository.Tree();

        var refused = (await repository.RunAsync("rollback", "phase2")).Expect(2);

        Assert.Contains("RW3010", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
    }

    [Fact]
    public async Task A_rewrite_that_people_did_by_hand_already_is_adopted_and_not_redone()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        File.Delete(repository.PathOf(".rewrite/ledger.jsonl"));
        var tree = repository.Tree();

        var applied = (await repository.RunAsync("apply", "phase1")).Expect(0);

        Assert.Contains("adopted names-back", applied.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("RW3013", applied.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
    }

    [Fact]
    public async Task A_ticked_box_that_does_not_hold_is_said_and_the_step_is_done()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        var plan = (await repository.RunAsync("plan", "phase1", "--no-diff")).Expect(1);
        Assert.Contains("RW3013", plan.Output, StringComparison.Ordinal);
        Assert.Contains("54 places in 12 files now say orderflow", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_redirects_in_a_loop_stops_the_phase_and_resume_goes_on_once_it_is_well()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        await using var site = await TestSite.StartAsync();
        var healthy = site.Handler;
        site.Handler = context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        };
        repository.Edit("rewrite.yaml", "retry: { max: 5, backoff: 2s }", "retry: { max: 2, backoff: 10ms }");

        var stopped = (await repository.RunAsync("apply", "phase1", "--set", $"site={site.Url}")).Expect(2);
        Assert.Contains("redirects in a loop", stopped.Errors, StringComparison.Ordinal);
        (await repository.RunAsync("status")).Expect(1);

        site.Handler = healthy;
        (await repository.RunAsync("resume", "--set", $"site={site.Url}")).Expect(0);
        Snapshot.Matches("orderflow.phase1", repository.Tree().Replace(RewriteYaml(repository.Tree()), RewriteYaml(Start()), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("scan", 0)]
    [InlineData("plan phase1", 1)]
    [InlineData("preview phase1", 0)]
    [InlineData("status", 0)]
    [InlineData("explain .github/workflows/deploy.yml:31", 0)]
    [InlineData("test", 0)]
    [InlineData("verify phase2", 1)]
    [InlineData("apply phase1", 0)]
    public async Task Commands_write_json_for_machines_and_nothing_else(string command, int exit)
    {
        using var repository = ExampleRepository.Copy("orderflow");
        var result = (await repository.RunAsync([.. command.Split(' '), "--json"])).Expect(exit);
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        Assert.Equal(System.Text.Json.JsonValueKind.Object, json.RootElement.ValueKind);
    }

    private static string Start()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        return repository.Tree();
    }

    private static string RewriteYaml(string tree) => tree.Split('\n').Single(l => l.EndsWith(" rewrite.yaml", StringComparison.Ordinal));
}
