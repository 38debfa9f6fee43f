using Rewriter.EndToEndTests.Support;
using Rewriter.GitHub.TestServer;

namespace Rewriter.EndToEndTests;

/// <summary>
/// Promotion by the example's workflow: the command starts it on a server that speaks like GitHub, and the server runs
/// the scripts of the workflow's file on real git.
/// </summary>
public sealed class VixensWorkflowTests : IAsyncLifetime, IDisposable
{
    private readonly GitRepositories _git = new();
    private GitHubServer _server = null!;
    private string _remote = string.Empty;
    private string _checkout = string.Empty;

    public async Task InitializeAsync()
    {
        _remote = await _git.RemoteAsync("vixens.git");
        _checkout = await _git.CheckoutAsync("vixens", _remote);
        var migration = Path.Combine(_checkout, "rewrite.yaml");
        await File.WriteAllTextAsync(migration, (await File.ReadAllTextAsync(migration)).Replace("timeout: 10m", "timeout: 400ms\n        interval: 50ms", StringComparison.Ordinal));
        await _git.CommitAsync(_checkout, "Wait less long");
        _server = await GitHubServer.StartAsync();
        foreach (var (name, value) in _server.EnvironmentOf(_server.Person)) _git.Environment[name] = value;
        _git.Environment["REWRITE_WRITE_INTERVAL_MS"] = "0";
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task A_version_is_promoted_by_the_workflow_and_a_second_workflow_takes_it_back()
    {
        if (OperatingSystem.IsWindows()) return; // The workflow's scripts are for bash.
        _server.OnDispatch = new WorkflowJobs(_git, _remote).Run;
        var first = await _git.CommitOfAsync(_checkout, "HEAD");
        (await PromoteAsync("v1.0.0")).Expect(0);
        var second = await _git.CommitAsync(await PulledAsync(), "Second");
        (await PromoteAsync("v1.1.0")).Expect(0);
        Assert.Equal([("promote-prod.yaml", "main", "v1.0.0"), ("promote-prod.yaml", "main", "v1.1.0")], _server.Runs.Select(r => (r.Workflow, r.Reference, r.Inputs["version"])));
        Assert.Equal(second, await _git.CommitOfAsync(_remote, "prod-stable"));
        Assert.Equal(second, await _git.CommitOfAsync(_remote, "prod-v1.1.0"));

        (await RewriteAsync("rollback", "promote")).Expect(0);

        Assert.Equal(first, await _git.CommitOfAsync(_remote, "prod-stable"));
        Assert.Equal("take-back-prod.yaml", _server.Runs[^1].Workflow);
        Assert.DoesNotContain("v1.1.0", await _git.RefsAsync(_remote), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_fails_shows_its_log_and_the_phase_is_taken_back()
    {
        if (OperatingSystem.IsWindows()) return; // The workflow's scripts are for bash.
        _server.OnDispatch = new WorkflowJobs(_git, _remote).Run;
        await _git.RunAsync(_checkout, "push", "--quiet", "origin", "HEAD:refs/tags/prod-v1.0.0");
        await _git.CommitAsync(_checkout, "Second");
        var refs = await _git.RefsAsync(_remote);

        var failed = (await PromoteAsync("v1.0.0")).Expect(2);

        Assert.Contains("RW3048", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("| promote: ::error::Tag prod-v1.0.0 exists on", failed.Errors, StringComparison.Ordinal);
        Assert.Equal(refs, await _git.RefsAsync(_remote));
        Assert.Equal(["promote-prod.yaml", "take-back-prod.yaml"], _server.Runs.Select(r => r.Workflow));
    }

    [Fact]
    public async Task A_workflow_that_does_not_end_says_what_to_do_by_hand_and_resuming_waits_for_the_same_run()
    {
        if (OperatingSystem.IsWindows()) return; // The workflow's scripts are for bash.
        var late = await PromoteAsync("v1.0.0");
        Assert.NotEqual(0, late.ExitCode);
        Assert.Contains("RW3049", late.Errors, StringComparison.Ordinal);
        Assert.Contains("rewrite apply promote-here --set version=v1.0.0", late.Errors, StringComparison.Ordinal);
        Assert.Contains("dev-v1.0.0", await _git.RefsAsync(_remote), StringComparison.Ordinal);

        new WorkflowJobs(_git, _remote).Run(Assert.Single(_server.Runs));
        (await RewriteAsync("resume")).Expect(0);

        Assert.Single(_server.Runs);
        Assert.Equal(await _git.CommitOfAsync(_remote, "dev-v1.0.0"), await _git.CommitOfAsync(_remote, "prod-stable"));
    }

    [Fact]
    public async Task Without_a_token_the_plan_says_so_before_anything_is_tagged()
    {
        _git.Environment["GITHUB_TOKEN"] = string.Empty;
        var refused = (await RewriteAsync("apply", "promote", "--set", "version=v1.0.0")).Expect(2);
        Assert.Contains("RW3050", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("refs/tags", await _git.RefsAsync(_remote), StringComparison.Ordinal);
    }

    private Task<CommandResult> RewriteAsync(params string[] arguments) => _git.RewriteAsync(_checkout, arguments);

    private async Task<CommandResult> PromoteAsync(string version)
    {
        (await RewriteAsync("apply", "promote", "--set", $"version={version}")).Expect(1);
        (await RewriteAsync("approve", "promote", "before", "--as", "ada", "--confirm", "all")).Expect(0);
        return await RewriteAsync("resume");
    }

    // The workflow committed the record; the next change begins from there.
    private async Task<string> PulledAsync()
    {
        await _git.RunAsync(_checkout, "pull", "--quiet", "--ff-only");
        return _checkout;
    }
}
