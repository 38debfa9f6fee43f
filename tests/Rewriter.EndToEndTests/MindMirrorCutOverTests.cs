using Microsoft.AspNetCore.Http;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>The traffic goes to the new stack in each of the three ways, and comes back, through the built command.</summary>
public sealed class MindMirrorCutOverTests
{
    private static readonly int[] Shares = [0, 10, 50, 100];

    [Fact]
    public async Task A_week_at_ten_percent_is_a_week_and_the_weights_come_back()
    {
        using var repository = Alone();
        await using var gateway = await TestSite.StartAsync();
        var before = repository.Read(MindMirrorRepository.Gateway);

        var waits = (await repository.RunAsync("apply", "cut-over", "--set", $"gateway-address={gateway.Url}")).Expect(1);
        Assert.Contains("10 % on the new one until", waits.Output, StringComparison.Ordinal);
        Assert.Equal((7, 7), (MindMirrorRepository.Count(repository, "weight: 90"), MindMirrorRepository.Count(repository, "weight: 10 }")));

        (await repository.RunAsync("rollback", "cut-over")).Expect(0);
        Assert.Equal(before, repository.Read(MindMirrorRepository.Gateway));
    }

    [Fact]
    public async Task A_gateway_that_fails_at_ten_percent_gets_its_weights_back()
    {
        using var repository = Alone();
        repository.Edit("rewrite.yaml", "retry: { max: 5, backoff: 2s }", "retry: { max: 2, backoff: 1ms }");
        repository.Edit("rewrite.yaml", "hold: 7d", "hold: 0s");
        await using var gateway = await TestSite.StartAsync();
        gateway.Handler = context => { context.Response.StatusCode = 500; return Task.CompletedTask; };
        var before = repository.Read(MindMirrorRepository.Gateway);

        var failed = (await repository.RunAsync("apply", "cut-over", "--set", $"gateway-address={gateway.Url}")).Expect(2);

        Assert.Contains("at 10 %", failed.Output, StringComparison.Ordinal);
        Assert.Equal(before, repository.Read(MindMirrorRepository.Gateway));
    }

    [Theory]
    [InlineData(10, "rollback")]
    [InlineData(50, "resume")]
    public async Task A_process_that_dies_while_it_asks_the_gateway_at_a_share_goes_on_from_there_or_takes_it_back(int share, string then)
    {
        using var repository = Alone();
        repository.Edit("rewrite.yaml", "hold: 7d", "hold: 0s");
        await using var gateway = await TestSite.StartAsync();
        var before = repository.Read(MindMirrorRepository.Gateway);
        string[] settings = ["--set", $"gateway-address={gateway.Url}"];
        using var process = RewriteCommand.Start(repository.Folder, [], ["apply", "cut-over", .. settings]);
        gateway.Handler = context =>
        {
            if (MindMirrorRepository.Count(repository, $"-auto.run.app', weight: {share} }}") == 7) process.Kill();
            return context.Response.WriteAsync("ok");
        };
        await process.WaitForExitAsync();
        Assert.Equal(7, MindMirrorRepository.Count(repository, $"-auto.run.app', weight: {share} }}"));

        gateway.Handler = context => context.Response.WriteAsync("ok");
        if (then == "resume") Assert.Contains("waiting gateway-moved", (await repository.RunAsync(["resume", .. settings])).Expect(1).Output, StringComparison.Ordinal);
        Assert.Equal(then == "resume" ? 7 : 0, MindMirrorRepository.Moved(repository).Count());
        (await repository.RunAsync("rollback", "cut-over")).Expect(0);
        Assert.Equal(before, repository.Read(MindMirrorRepository.Gateway));
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_of_the_cut_over_leaves_whole_weights()
    {
        using var reference = Alone();
        reference.Edit("rewrite.yaml", "hold: 7d", "hold: 0s");
        await using var gateway = await TestSite.StartAsync();
        var before = reference.Read(MindMirrorRepository.Gateway);
        string[] settings = ["--set", $"gateway-address={gateway.Url}"];

        // Every ninth write point of about sixty: in the journal, in the file, in the ledger.
        var killed = 0;
        for (var point = 5; ; point += 9)
        {
            using var repository = reference.Clone();
            if ((await RewriteCommand.RunKilledAsync(repository.Folder, point, ["apply", "cut-over", .. settings])).ExitCode == 1) break;
            killed++;
            var weights = Shares.Single(s => MindMirrorRepository.Count(repository, $"-auto.run.app', weight: {s} }}") == 7);
            Assert.Equal(7, MindMirrorRepository.Count(repository, $"service.run.app', weight: {100 - weights} }}"));
            if (killed % 2 == 0)
            {
                var resumed = await repository.RunAsync(["apply", "cut-over", .. settings]);
                Assert.True(resumed.ExitCode == 1 && MindMirrorRepository.Moved(repository).Count() == 7, $"killed at {point}: {resumed.Output}{resumed.Errors}");
            }

            var back = await repository.RunAsync("rollback", "cut-over");
            Assert.True(back.ExitCode == 0 || back.Errors.Contains("RW3012", StringComparison.Ordinal), $"killed at {point}: {back.Output}{back.Errors}");
            Assert.Equal(before, repository.Read(MindMirrorRepository.Gateway));
        }

        Assert.True(killed > 3, $"only {killed} write points were killed");
    }

    [Fact]
    public async Task Service_by_service_goes_to_its_end_in_the_order_of_risk_and_back()
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        await using var gateway = await TestSite.StartAsync();
        repository.Edit(".rewrite/cutover-by-service.yaml", "retry: { max: 5, backoff: 2s }", "retry: { max: 2, backoff: 1ms }");
        var start = repository.Read(MindMirrorRepository.Gateway);
        Task<CommandResult> Run(int hours, params string[] arguments) =>
            RewriteCommand.RunLaterAsync(repository.Folder, hours, [], [.. arguments, "-m", ".rewrite/cutover-by-service.yaml", "--set", $"gateway-address={gateway.Url}"]);

        Assert.Contains("waiting watch-practices", (await Run(0, "apply", "cut-over")).Expect(1).Output, StringComparison.Ordinal);
        Assert.Equal(["practices"], MindMirrorRepository.Moved(repository));
        Assert.Contains("another 1 d 0 h", (await Run(23, "resume")).Expect(1).Output, StringComparison.Ordinal);
        Assert.Equal(["practices"], MindMirrorRepository.Moved(repository));
        Assert.Contains("waiting watch-movements-users", (await Run(49, "resume")).Expect(1).Output, StringComparison.Ordinal);
        Assert.Equal(["practices", "movements", "users"], MindMirrorRepository.Moved(repository));
        Assert.Contains("waiting watch-meals-habits", (await Run(98, "resume")).Expect(1).Output, StringComparison.Ordinal);
        Assert.Equal(["practices", "movements", "users", "meals", "habits"], MindMirrorRepository.Moved(repository));

        // What is not well behind its 48 hours stops the phase before the next services move.
        gateway.Handler = context => { context.Response.StatusCode = 503; return Task.CompletedTask; };
        Assert.Contains("stable-meals-habits", (await Run(147, "resume")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Equal(5, MindMirrorRepository.Moved(repository).Count());
        gateway.Handler = context => context.Response.WriteAsync("ok");
        Assert.Contains("waiting watch-journal-agent", (await Run(147, "resume")).Expect(1).Output, StringComparison.Ordinal);
        Assert.Equal(7, MindMirrorRepository.Moved(repository).Count());
        Assert.Contains("waiting gateway-moved", (await Run(196, "resume")).Expect(1).Output, StringComparison.Ordinal);
        (await Run(196, "approve", "cut-over", "--as", "alice", "--confirm", "all")).Expect(0);
        (await Run(196, "resume")).Expect(0);

        (await Run(200, "rollback", "cut-over")).Expect(0);
        Assert.Equal(start, repository.Read(MindMirrorRepository.Gateway));
    }

    [Fact]
    public async Task The_swap_rests_the_old_services_and_wakes_them_up_again_before_they_get_traffic()
    {
        if (OperatingSystem.IsWindows()) return; // The stand-in for gcloud is a script for sh.
        using var repository = ExampleRepository.Copy("mindmirror");
        await using var gateway = await TestSite.StartAsync();

        // What gcloud is called with, and which stack had the traffic then.
        using var tools = MindMirrorRepository.Tool("gcloud", $"echo \"$(grep -c \"service.run.app', weight: 100\" '{repository.PathOf(MindMirrorRepository.Gateway)}') $*\" >> \"$(dirname \"$0\")/calls.txt\"");
        var start = repository.Read(MindMirrorRepository.Gateway);
        Task<CommandResult> Run(int hours, params string[] arguments) =>
            RewriteCommand.RunLaterAsync(repository.Folder, hours, MindMirrorRepository.PathWith(tools), [.. arguments, "-m", ".rewrite/cutover-swap.yaml", "--set", $"gateway-address={gateway.Url}", "--allow-commands"]);

        (await Run(0, "apply", "cut-over")).Expect(1);
        (await Run(0, "approve", "cut-over", "--as", "alice", "--confirm", "all")).Expect(0);
        Assert.Contains("waiting watch", (await Run(0, "resume")).Expect(1).Output, StringComparison.Ordinal);
        Assert.Equal(7, MindMirrorRepository.Moved(repository).Count());
        Assert.Contains("waiting gateway-moved", (await Run(25, "resume")).Expect(1).Output, StringComparison.Ordinal);
        (await Run(25, "approve", "cut-over", "--as", "alice", "--confirm", "all")).Expect(0);
        (await Run(25, "resume")).Expect(0);
        string[] rested = ["agent-service", "journal-service", "habits-service", "meals-service", "movements-service", "practices-service", "users-service", "celery-worker"];
        string Call(int routes, string service, string instances) => $"{routes} run services update {service} --project=mindmirror-staging --region=us-east4 --min-instances=0 --max-instances={instances}";
        Assert.Equal(rested.Select(s => Call(0, s, "0")), File.ReadAllLines(tools.PathOf("calls.txt")));

        (await Run(26, "rollback", "cut-over")).Expect(0);
        Assert.Equal(rested.Reverse().Select(s => Call(0, s, "default")), File.ReadAllLines(tools.PathOf("calls.txt")).Skip(rested.Length));
        Assert.Equal(start, repository.Read(MindMirrorRepository.Gateway));
    }

    // The cut-over touches no resources, so it can be looked at without the phases before it.
    private static ExampleRepository Alone()
    {
        var repository = ExampleRepository.Copy("mindmirror");
        MindMirrorRepository.WithoutPhasesBefore(repository, "cut-over");
        return repository;
    }
}
