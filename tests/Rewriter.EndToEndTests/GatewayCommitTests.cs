using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>Weights in a file that are committed and pushed at each stage, on real git with a bare remote.</summary>
public sealed class GatewayCommitTests : IAsyncLifetime, IDisposable
{
    private const string Gateway = "mesh/gateway.config.ts";
    private static readonly string[] Stages = ["Gateway: 10 % to the new stack", "Gateway: 50 % to the new stack", "Gateway: 100 % to the new stack"];

    private readonly GitRepositories _git = new();
    private string _remote = string.Empty;
    private string _checkout = string.Empty;
    private string _start = string.Empty;

    public async Task InitializeAsync()
    {
        _remote = await _git.RemoteAsync("mindmirror.git");
        _checkout = await _git.CheckoutAsync("mindmirror", _remote);
        var migration = Path.Combine(_checkout, "rewrite.yaml");
        var text = await File.ReadAllTextAsync(migration);
        text = text[..text.IndexOf("  - id: parallel", StringComparison.Ordinal)] + text[text.IndexOf("  - id: cut-over", StringComparison.Ordinal)..];
        var (from, to) = (text.IndexOf("        hold: 7d", StringComparison.Ordinal), text.IndexOf("      - id: gateway-moved", StringComparison.Ordinal));
        await File.WriteAllTextAsync(migration, text[..from] + "        commit: \"Gateway: ${share} % to the new stack\"\n        remote: origin\n" + text[to..]);
        await _git.CommitAsync(_checkout, "Commit and push each share");
        _start = await GatewayAtRemoteAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task Each_share_is_one_commit_at_the_remote_and_the_way_back_is_one_more()
    {
        (await RunAsync("apply", "cut-over")).Expect(1);
        Assert.Equal(Stages, await SubjectsAsync());
        Assert.Equal(Gateway, await _git.RunAsync(_remote, "diff", "--name-only", "main~3", "main"));
        Assert.Contains("'agent-service-auto.run.app', weight: 100", await GatewayAtRemoteAsync(), StringComparison.Ordinal);

        (await RunAsync("rollback", "cut-over")).Expect(0);
        Assert.Equal(Stages.Append("Revert: Gateway: 0 % to the new stack"), await SubjectsAsync());
        Assert.Equal(_start, await GatewayAtRemoteAsync());
        Assert.Empty(await _git.RunAsync(_checkout, "status", "--porcelain", "--", Gateway));
    }

    [Fact]
    public async Task A_push_that_is_refused_stops_the_phase_and_goes_on_without_a_second_commit()
    {
        var hook = await HookAsync(Path.Combine(_remote, "hooks", "pre-receive"), "echo 'nobody pushes on a Friday' >&2\nexit 1");

        var refused = (await RunAsync("apply", "cut-over")).Expect(2);
        Assert.Contains("RW3026", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("git push", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("nobody pushes on a Friday", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(await SubjectsAsync());

        File.Delete(hook);
        (await RunAsync("resume")).Expect(1);
        Assert.Equal(Stages, await SubjectsAsync());
        (await RunAsync("rollback", "cut-over")).Expect(0);
        Assert.Equal(_start, await GatewayAtRemoteAsync());
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("rollback")]
    public async Task A_process_that_dies_between_the_file_and_its_commit_goes_on_or_leaves_no_trace(string then)
    {
        if (OperatingSystem.IsWindows()) return; // The hook that kills the process which runs git is a script for sh.
        var hook = await HookAsync(Path.Combine(_checkout, ".git", "hooks", "pre-commit"), "kill -9 $(ps -o ppid= -p $PPID)\nexit 1");

        Assert.Equal(137, (await RunAsync("apply", "cut-over")).ExitCode);
        Assert.Contains("-auto.run.app', weight: 10 }", await File.ReadAllTextAsync(Path.Combine(_checkout, Gateway)), StringComparison.Ordinal);
        Assert.Empty(await SubjectsAsync());

        File.Delete(hook);
        if (then == "resume")
        {
            (await RunAsync("resume")).Expect(1);
            Assert.Equal(Stages, await SubjectsAsync());
        }

        (await RunAsync("rollback", "cut-over")).Expect(0);
        Assert.Equal(_start, await GatewayAtRemoteAsync());
        Assert.Empty(await _git.RunAsync(_checkout, "status", "--porcelain", "--", Gateway));
        if (then == "rollback") Assert.Empty(await SubjectsAsync());
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => _git.RewriteAsync(_checkout, arguments);

    // The commits that came to the remote since the start, the oldest first.
    private async Task<string[]> SubjectsAsync() =>
        [.. (await _git.RunAsync(_remote, "log", "--reverse", "--format=%s", "main")).Split('\n').SkipWhile(s => s != "Commit and push each share").Skip(1)];

    private Task<string> GatewayAtRemoteAsync() => _git.RunAsync(_remote, "show", "main:" + Gateway);

    private static async Task<string> HookAsync(string path, string script)
    {
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
