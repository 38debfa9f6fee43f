using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>Promotion by tags through the built command, on real git with a bare remote.</summary>
public sealed class VixensTests : IAsyncLifetime, IDisposable
{
    private readonly GitRepositories _git = new();
    private string _remote = string.Empty;
    private string _checkout = string.Empty;

    public async Task InitializeAsync()
    {
        _remote = await _git.RemoteAsync("vixens.git");
        _checkout = await _git.CheckoutAsync("vixens", _remote);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task Two_versions_are_promoted_marked_as_good_and_gone_back_from()
    {
        var first = await _git.CommitOfAsync(_checkout, "HEAD");
        await PromoteAsync("v1.0.0");
        await ValidateAsync();
        var second = await _git.CommitAsync(_checkout, "Second");
        await PromoteAsync("v1.1.0");
        Assert.Equal(second, await _git.CommitOfAsync(_remote, "prod-stable"));
        Assert.Equal(first, await _git.CommitOfAsync(_remote, "prod-working"));

        (await RewriteAsync("apply", "back-to-working")).Expect(0);
        Assert.Equal(first, await _git.CommitOfAsync(_remote, "prod-stable"));
        (await RewriteAsync("apply", "back-to-version", "--set", "version=v1.1.0")).Expect(0);
        Assert.Equal(second, await _git.CommitOfAsync(_remote, "prod-stable"));
        await ValidateAsync();
        Assert.Equal(second, await _git.CommitOfAsync(_remote, "prod-working"));

        var missing = (await RewriteAsync("apply", "back-to-version", "--set", "version=v1.2.0")).Expect(2);
        Assert.Contains("there are: prod-v1.1.0, prod-v1.0.0; did you mean", missing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_leaves_the_remote_as_it_was_before_each_phase()
    {
        await PromoteAsync("v1.0.0");
        await ValidateAsync();
        await _git.CommitAsync(_checkout, "Second");
        var (tags, tree) = await StateAsync();
        await PromoteAsync("v1.1.0");
        var promoted = await StateAsync();
        await ValidateAsync();

        (await RewriteAsync("rollback", "validated")).Expect(0);
        Assert.Equal(promoted, await StateAsync());
        (await RewriteAsync("rollback", "promote-here")).Expect(0);
        Assert.Equal((tags, tree), await StateAsync());
    }

    [Fact]
    public async Task A_plan_shows_each_ref_that_would_move_and_writes_none()
    {
        var refs = await _git.RefsAsync(_remote) + await _git.RunAsync(_checkout, "for-each-ref");

        var plan = (await RewriteAsync("plan", "promote-here", "--set", "version=v1.0.0")).Expect(1);

        Assert.Matches("will create dev-v1.0.0 on [0-9a-f]{10}, create prod-v1.0.0 on [0-9a-f]{10}, create prod-stable on [0-9a-f]{10}, record it in .promotions/prod-v1.0.0.json", plan.Output);
        Assert.Equal(refs, await _git.RefsAsync(_remote) + await _git.RunAsync(_checkout, "for-each-ref"));
        Assert.False(Directory.Exists(Path.Combine(_checkout, ".rewrite")));
    }

    [Fact]
    public async Task Nobody_promotes_from_another_branch_a_dirty_tree_or_with_a_version_that_is_none()
    {
        await File.WriteAllTextAsync(Path.Combine(_checkout, "notes.txt"), "x");
        Assert.Contains("RW3042", (await RewriteAsync("apply", "promote-here", "--set", "version=v1.0.0")).Expect(2).Errors, StringComparison.Ordinal);
        File.Delete(Path.Combine(_checkout, "notes.txt"));
        await _git.RunAsync(_checkout, "switch", "--quiet", "--create", "feature");
        Assert.Contains("RW3041", (await RewriteAsync("apply", "promote-here", "--set", "version=v1.0.0")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("RW3015", (await RewriteAsync("apply", "promote-here", "--set", "version=1.0")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("RW3014", (await RewriteAsync("apply", "back-to-version")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_exists_elsewhere_moves_after_a_confirmation_and_an_older_version_is_refused()
    {
        await PromoteAsync("v1.10.0");
        var second = await _git.CommitAsync(_checkout, "Second");

        var refused = (await RewriteAsync("apply", "promote-here", "--set", "version=v1.10.0")).Expect(2);
        Assert.Contains("--set recreate=yes", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("RW3046", (await RewriteAsync("apply", "promote-here", "--set", "version=v1.9.0")).Expect(2).Errors, StringComparison.Ordinal);
        await PromoteAsync("v1.10.0", "--set", "recreate=yes");
        Assert.Equal(second, await _git.CommitOfAsync(_remote, "prod-v1.10.0"));
    }

    [Fact]
    public async Task A_kill_at_any_write_is_resumed_and_taken_back()
    {
        var start = await StateAsync();
        var clean = await _git.CommitOfAsync(_checkout, "HEAD");
        var killed = 0;
        for (var point = 1; ; point += 3)
        {
            (await RewriteAsync("apply", "promote-here", "--set", "version=v1.0.0")).Expect(1);
            (await RewriteAsync("approve", "promote-here", "before", "--as", "ada", "--confirm", "all")).Expect(0);
            var run = await _git.KilledAsync(_checkout, point, "resume");
            if (run.ExitCode == 0) break;
            killed++;
            if (point % 2 == 1)
            {
                (await RewriteAsync("resume")).Expect(0);
                Assert.Equal(clean, await _git.CommitOfAsync(_remote, "prod-stable"));
                Assert.Equal("1", await _git.RunAsync(_remote, "rev-list", "--count", "main", "--", ".promotions/prod-v1.0.0.json"));
            }

            (await RewriteAsync("rollback", "promote-here")).Expect(0);
            Assert.Equal(start, await StateAsync());

            // The next round begins where this one did.
            await _git.RunAsync(_remote, "update-ref", "refs/heads/main", clean);
            await _git.RunAsync(_checkout, "reset", "--quiet", "--hard", clean);
        }

        Assert.True(killed > 5, $"only {killed} writes were killed");
    }

    [Fact]
    public async Task The_tag_that_production_follows_is_never_missing_and_no_tag_is_a_tag_of_a_tag()
    {
        var log = Path.Combine(_remote, "updates.txt");
        var hook = Path.Combine(_remote, "hooks", "post-receive");
        await File.WriteAllTextAsync(hook, $"#!/bin/sh\ncat >> '{log.Replace('\\', '/')}'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await PromoteAsync("v1.0.0");
        await ValidateAsync();
        await _git.CommitAsync(_checkout, "Second");
        await PromoteAsync("v1.1.0");
        await ValidateAsync();

        var updates = (await File.ReadAllLinesAsync(log)).Where(l => l.EndsWith("refs/tags/prod-stable", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, updates.Count);
        Assert.DoesNotContain(updates, u => u.Split(' ')[1].All(c => c == '0'));
        foreach (var tag in (await _git.RunAsync(_remote, "tag")).Split('\n'))
        {
            if (await _git.RunAsync(_remote, "cat-file", "-t", tag) == "tag") Assert.Contains("\ntype commit\n", await _git.RunAsync(_remote, "cat-file", "tag", tag), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tags_that_a_colleague_moved_are_fetched_and_a_second_promotion_at_once_loses()
    {
        await PromoteAsync("v1.0.0");
        var colleague = await _git.CloneAsync(_remote);
        var theirs = await _git.CommitAsync(colleague, "Theirs");
        await _git.RunAsync(colleague, "push", "--quiet", "--force", "origin", $"{theirs}:refs/tags/prod-stable");

        // What was promoted here is not what stands there: going back by the record would undo the colleague's work.
        Assert.Contains("RW3047", (await RewriteAsync("rollback", "promote-here")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Equal(theirs, await _git.CommitOfAsync(_remote, "prod-stable"));

        await PromoteAsync("v1.1.0");
        Assert.Equal(theirs, await _git.CommitOfAsync(_checkout, "prod-v1.1.0"));
        Assert.Equal(theirs, await _git.CommitOfAsync(_checkout, "prod-stable"));
    }

    private Task<CommandResult> RewriteAsync(params string[] arguments) => _git.RewriteAsync(_checkout, arguments);

    private async Task PromoteAsync(string version, params string[] more)
    {
        (await RewriteAsync(["apply", "promote-here", "--set", $"version={version}", .. more])).Expect(1);
        (await RewriteAsync("approve", "promote-here", "before", "--as", "ada", "--confirm", "all")).Expect(0);
        (await RewriteAsync("resume")).Expect(0);
    }

    private async Task ValidateAsync()
    {
        (await RewriteAsync("apply", "validated")).Expect(1);
        (await RewriteAsync("approve", "validated", "after", "--as", "ada", "--confirm", "all")).Expect(0);
        (await RewriteAsync("resume")).Expect(0);
    }

    // Tags by their objects, and the files of main: its history goes on even where its content goes back.
    private async Task<(string Tags, string Tree)> StateAsync() =>
        (await _git.RunAsync(_remote, "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags"), await _git.RunAsync(_remote, "rev-parse", "main^{tree}"));
}
