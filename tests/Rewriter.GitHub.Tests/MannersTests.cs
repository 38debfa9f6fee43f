using System.Globalization;
using Rewriter.Forges;
using Rewriter.GitHub.TestServer.State;
using Rewriter.GitHub.Tests.Support;

namespace Rewriter.GitHub.Tests;

/// <summary>How the client waits, repeats and gives up.</summary>
public sealed class MannersTests
{
    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task It_waits_as_long_as_Retry_After_says(int status)
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("GET", "/git/ref/", FaultKind.AnswerInstead) { Status = status, Headers = new Dictionary<string, string> { ["Retry-After"] = "37" }, Times = 2 });

        Assert.NotNull(await test.Forge.GetBranchHeadAsync("main", default));

        Assert.Equal([TimeSpan.FromSeconds(37), TimeSpan.FromSeconds(37)], test.Time.Waits);
    }

    [Fact]
    public async Task It_waits_until_a_used_up_limit_is_renewed()
    {
        await using var test = await TestForge.StartAsync();
        var reset = (test.Time.GetUtcNow() + TimeSpan.FromSeconds(90)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        test.Server.Inject(new Fault("GET", "/git/ref/", FaultKind.AnswerInstead) { Status = 403, Headers = new Dictionary<string, string> { ["x-ratelimit-remaining"] = "0", ["x-ratelimit-reset"] = reset } });

        Assert.NotNull(await test.Forge.GetBranchHeadAsync("main", default));

        Assert.Equal(TimeSpan.FromSeconds(91), Assert.Single(test.Time.Waits));
    }

    [Fact]
    public async Task It_waits_a_minute_and_then_two_for_a_secondary_limit_that_says_no_time()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("POST", "/git/blobs", FaultKind.AnswerInstead)
        {
            Status = 403, Times = 2, Body = """{"message":"Slow down","documentation_url":"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}""",
        });

        await test.Forge.CreateBlobAsync("x"u8.ToArray(), default);

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], test.Time.Waits);
    }

    [Fact]
    public async Task A_limit_of_GraphQL_is_waited_for_although_its_answer_looks_well()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("POST", "viewer", FaultKind.AnswerInstead)
        {
            Status = 200, Headers = new Dictionary<string, string> { ["Retry-After"] = "5" }, Body = """{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}""",
        });

        Assert.Equal("octocat", await test.Forge.GetLoginAsync(default));
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(test.Time.Waits));
    }

    [Fact]
    public async Task A_limit_that_lasts_longer_than_all_is_allowed_to_is_reported_with_the_time()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("GET", "/git/ref/", FaultKind.AnswerInstead) { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "3000" } });

        var failure = await Assert.ThrowsAsync<ForgeException>(() => test.Forge.GetBranchHeadAsync("main", default));

        Assert.Equal("RW5004", failure.Code);
        Assert.Contains("3000 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(test.Time.Waits);
    }

    [Theory]
    [InlineData(FaultKind.AnswerInstead)]
    [InlineData(FaultKind.DropBefore)]
    public async Task What_is_only_read_is_asked_again_with_growing_waits(FaultKind kind)
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("GET", "/git/ref/", kind) { Times = 4 });

        Assert.NotNull(await test.Forge.GetBranchHeadAsync("main", default));

        var waits = test.Time.Waits.Select(w => w.TotalSeconds).ToList();
        Assert.Equal(4, waits.Count);
        Assert.All(waits.Zip([1.0, 2, 4, 8]), w => Assert.InRange(w.First, w.Second / 2, w.Second));
    }

    [Fact]
    public async Task It_gives_up_in_the_end_and_says_how_often_it_asked()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("GET", "/git/ref/", FaultKind.AnswerInstead) { Times = 99 });

        var failure = await Assert.ThrowsAsync<ForgeException>(() => test.Forge.GetBranchHeadAsync("main", default));

        Assert.Equal("RW5006", failure.Code);
        Assert.Contains("after 6 tries: 502 BadGateway", failure.Message, StringComparison.Ordinal);
        Assert.Equal(6, test.Server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_asked_again_after_a_while()
    {
        await using var test = await TestForge.StartAsync(change: o => o with { TryTimeout = TimeSpan.FromMilliseconds(300) });
        test.Server.Inject(new Fault("GET", "/git/ref/", FaultKind.Hang));

        Assert.NotNull(await test.Forge.GetBranchHeadAsync("main", default));
        Assert.Equal(2, test.Server.Requests.Count);
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.AnswerAfter)]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.AnswerInstead)]
    public async Task A_pull_request_whose_answer_was_lost_is_there_once(FaultKind kind)
    {
        await using var test = await TestForge.StartAsync();
        await test.BranchAsync();
        test.Server.Inject(new Fault("POST", "/pulls", kind));

        var opened = await test.Forge.CreatePullRequestAsync(new PullRequestText("Rename", "Why"), "side", "main", draft: false, default);

        Assert.Equal(1, opened.Number);
        Assert.Single(test.Server.PullRequests);
        Assert.Equal(kind is FaultKind.DropBefore or FaultKind.AnswerInstead ? 2 : 1, test.Writes("POST", "/pulls"));
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.DropBefore)]
    public async Task A_comment_whose_answer_was_lost_is_there_once(FaultKind kind)
    {
        await using var test = await TestForge.StartAsync();
        await test.BranchAsync();
        await test.Server.OpenAsync("octocat", "side", "main", "Rename");
        test.Server.Inject(new Fault("POST", "/comments", kind));

        var said = await test.Forge.CreateCommentAsync(1, "Done.", default);

        Assert.Equal(said.Id, Assert.Single(test.Server.Comments).Id);
    }

    [Theory]
    [InlineData(true, FaultKind.DropAfter)]
    [InlineData(true, FaultKind.DropBefore)]
    [InlineData(true, FaultKind.AnswerAfter)]
    [InlineData(false, FaultKind.DropAfter)]
    [InlineData(false, FaultKind.DropBefore)]
    public async Task A_branch_whose_move_was_lost_is_looked_at_before_it_is_moved_again(bool hasGraphQl, FaultKind kind)
    {
        await using var test = await TestForge.StartAsync(new() { HasGraphQl = hasGraphQl });
        var (main, side) = await test.BranchAsync();
        test.Server.Inject(hasGraphQl ? new Fault("POST", "updateRefs", kind) : new Fault("PATCH", "/git/refs/heads/side", kind));

        Assert.True(await test.Forge.SwapBranchAsync("side", side, main, default));
        Assert.Equal(main, await test.Server.Git.HeadAsync("side"));
    }

    [Fact]
    public async Task A_branch_that_another_moved_while_the_answer_was_lost_stays_theirs()
    {
        await using var test = await TestForge.StartAsync();
        var (main, side) = await test.BranchAsync();
        test.Server.Inject(new Fault("POST", "updateRefs", FaultKind.DropBefore));
        test.Server.Inject(new Fault("GET", "/git/ref/heads/side", FaultKind.Meanwhile) { Meanwhile = () => test.Server.Git.CommitAsync("side", "marge", new Dictionary<string, string?> { ["x"] = "y" }, "Hers") });

        Assert.False(await test.Forge.SwapBranchAsync("side", side, main, default));
        Assert.NotEqual(main, await test.Server.Git.HeadAsync("side"));
    }

    [Fact]
    public async Task Without_GraphQL_branches_are_compared_by_REST()
    {
        await using var test = await TestForge.StartAsync(new() { HasGraphQl = false });
        var (main, side) = await test.BranchAsync();

        Assert.True(await test.Forge.SwapBranchAsync("new/one", null, side, default));
        Assert.False(await test.Forge.SwapBranchAsync("new/one", null, main, default));
        Assert.False(await test.Forge.SwapBranchAsync("new/one", main, side, default));
        Assert.True(await test.Forge.SwapBranchAsync("new/one", side, main, default));
        Assert.False(await test.Forge.SwapBranchAsync("new/one", side, null, default));
        Assert.True(await test.Forge.SwapBranchAsync("new/one", main, null, default));
        Assert.Null(await test.Server.Git.HeadAsync("new/one"));
        Assert.Equal("octocat", await test.Forge.GetLoginAsync(default));
    }

    [Fact]
    public async Task An_identity_that_may_not_use_GraphQL_uses_REST()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Identities[0] = test.Server.Person with { Forbidden = ["updateRefs"] };
        var (main, side) = await test.BranchAsync();

        Assert.True(await test.Forge.SwapBranchAsync("side", side, main, default));
        Assert.Equal(1, test.Writes("PATCH", "/git/refs/heads/side"));
    }

    [Fact]
    public async Task A_workflow_whose_answer_was_lost_is_found_running()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("POST", "/dispatches", FaultKind.DropAfter));

        var started = await test.Forge.DispatchWorkflowAsync("promote.yaml", "main", new Dictionary<string, string>(), default);

        Assert.Equal(Assert.Single(test.Server.Runs).Id, started.Id);
        Assert.Equal(1, test.Writes("POST", "/dispatches"));
    }

    [Fact]
    public async Task A_workflow_that_perhaps_was_not_started_is_not_started_again()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("POST", "/dispatches", FaultKind.DropBefore));

        var failure = await Assert.ThrowsAsync<ForgeException>(() => test.Forge.DispatchWorkflowAsync("promote.yaml", "main", new Dictionary<string, string>(), default));

        Assert.Equal("RW5006", failure.Code);
        Assert.Equal(1, test.Writes("POST", "/dispatches"));
    }

    [Fact]
    public async Task A_run_is_found_where_the_server_does_not_tell_it()
    {
        await using var test = await TestForge.StartAsync(new() { ReturnsRunDetails = false });
        await test.Forge.DispatchWorkflowAsync("promote.yaml", "main", new Dictionary<string, string>(), default);
        await test.Forge.DispatchWorkflowAsync("promote.yaml", "other", new Dictionary<string, string>(), default);

        var third = await test.Forge.DispatchWorkflowAsync("promote.yaml", "main", new Dictionary<string, string>(), default);

        Assert.Equal(test.Server.Runs[2].Id, third.Id);
    }

    [Fact]
    public async Task Writes_are_a_second_apart_and_reads_are_not()
    {
        await using var test = await TestForge.StartAsync(change: o => o with { WriteInterval = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 3; i++) await test.Forge.GetBranchHeadAsync("main", default);
        Assert.Empty(test.Time.Waits);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => test.Forge.CreateBlobAsync(new[] { (byte)i }, default)));

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)], test.Time.Waits);
    }

    [Fact]
    public async Task A_repository_without_drafts_gets_an_ordinary_pull_request()
    {
        await using var test = await TestForge.StartAsync(new() { HasDrafts = false });
        await test.BranchAsync();

        Assert.False((await test.Forge.CreatePullRequestAsync(new PullRequestText("Rename", "Why"), "side", "main", draft: true, default)).IsDraft);
    }

    [Fact]
    public async Task A_tree_that_is_too_large_for_one_answer_is_read_folder_by_folder()
    {
        var files = Enumerable.Range(0, 20).ToDictionary(i => $"{(char)('a' + (i % 4))}/{i / 4 % 2}/{i}.txt", i => $"{i}\n");
        await using var test = await TestForge.StartAsync(new() { Files = files, LargestTree = 8 });
        var head = (await test.Forge.GetBranchHeadAsync("main", default))!;

        var tree = await test.Forge.GetTreeAsync((await test.Forge.GetCommitAsync(head, default)).Tree, default);

        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), tree.Select(e => e.Path));
    }
}
