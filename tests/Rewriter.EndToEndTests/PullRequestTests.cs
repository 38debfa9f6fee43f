using System.Text.Json.Nodes;
using Rewriter.EndToEndTests.Support;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.EndToEndTests;

/// <summary>Phases by pull requests, on a host with a real git repository that checks every request against GitHub's own description.</summary>
public sealed class PullRequestTests
{
    private const string Branch = "rewrite/orderflow-to-pult/phase1";

    [Fact]
    public async Task A_phase_is_proposed_left_made_anew_merged_and_applied_and_then_the_next_one_follows()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        var early = (await hosted.RunAsync("pr", "phase2")).Expect(2);
        Assert.Contains("RW5025", early.Errors, StringComparison.Ordinal);

        Assert.Contains("created  #1 opened", (await hosted.RunAsync("pr", "phase1", "--label", "rename", "--draft")).Expect(0).Output, StringComparison.Ordinal);
        var opened = hosted.Server.PullRequest(1);
        Assert.True(opened.IsDraft);
        Assert.Equal(["rename"], opened.Labels);
        Assert.Contains("### Way back", opened.Body, StringComparison.Ordinal);
        var first = await hosted.Server.Git.HeadAsync(Branch);

        var writes = hosted.Server.Requests.Count(r => r.IsWrite);
        Assert.Contains("unchanged", (await hosted.RunAsync("pr", "phase1", "--label", "rename")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(writes, hosted.Server.Requests.Count(r => r.IsWrite));

        await hosted.Server.Git.CommitAsync("main", "alice", new Dictionary<string, string?> { ["docs/more.md"] = "Nothing of interest.\n" }, "More");
        Assert.Contains("RW5021", (await hosted.RunAsync("pr", "phase1")).Expect(2).Errors, StringComparison.Ordinal);
        await hosted.PullAsync();
        Assert.Contains("updated  #1", (await hosted.RunAsync("pr", "phase1")).Expect(0).Output, StringComparison.Ordinal);
        Assert.NotEqual(first, await hosted.Server.Git.HeadAsync(Branch));
        Assert.Single(hosted.Server.PullRequests);

        Assert.True(await hosted.Server.MergeAsync(1, "alice"));
        await hosted.PullAsync();
        Assert.Contains("RW5025", (await hosted.RunAsync("pr", "phase2")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("adopted names-back", (await hosted.RunAsync("apply", "phase1")).Expect(0).Output, StringComparison.Ordinal);
        (await hosted.RunAsync("verify", "phase1", "--comment")).Expect(0);
        (await hosted.RunAsync("verify", "phase1", "--comment")).Expect(0);
        Assert.Contains("everything is as the phase leaves it", Assert.Single(hosted.Server.Comments).Body, StringComparison.Ordinal);

        // Another checkout knows of it by the ledger that is committed.
        await hosted.CommitAsync("Record phase1");
        await hosted.GitAsync("push", "-q", "origin", "HEAD:main");
        await hosted.GitAsync("clean", "-qfdx");
        Assert.Contains("created  #2 opened", (await hosted.RunAsync("pr", "phase2")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("**H3**", hosted.Server.PullRequest(2).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_of_the_branch_is_what_apply_writes_byte_for_byte_with_modes_and_links()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow", work =>
        {
            if (OperatingSystem.IsWindows()) return; // Neither modes nor links are there.
            File.SetUnixFileMode(work.PathOf("scripts/smoke.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.CreateSymbolicLink(work.PathOf("docs/link.md"), "runbook.md");
        });
        (await hosted.RunAsync("pr", "phase1")).Expect(0);
        var proposed = await TreeAsync(hosted, Branch);

        (await hosted.RunAsync("apply", "phase1")).Expect(0);
        await hosted.CommitAsync("applied");
        await hosted.GitAsync("push", "-q", "origin", "HEAD:applied");

        Assert.Equal(await TreeAsync(hosted, "applied"), proposed);
        Assert.NotEqual(await TreeAsync(hosted, "main"), proposed);
        if (OperatingSystem.IsWindows()) return;
        Assert.Contains(proposed, l => l.StartsWith("100755", StringComparison.Ordinal) && l.EndsWith("\tscripts/smoke.sh", StringComparison.Ordinal));
        Assert.Contains(proposed, l => l.StartsWith("120000", StringComparison.Ordinal) && l.EndsWith("\tdocs/link.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_persons_push_stops_it_and_what_a_person_closed_is_not_proposed_again()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        (await hosted.RunAsync("pr", "phase1")).Expect(0);
        var mine = await hosted.Server.Git.CommitAsync(Branch, "alice", new Dictionary<string, string?> { ["mine.md"] = "mine\n" }, "Mine");

        Assert.Contains("RW5023", (await hosted.RunAsync("pr", "phase1")).Expect(1).Errors, StringComparison.Ordinal);
        (await hosted.RunAsync("pr", "phase1")).Expect(1);
        Assert.Equal(mine, await hosted.Server.Git.HeadAsync(Branch));
        Assert.Contains("--overwrite", Assert.Single(hosted.Server.Comments).Body, StringComparison.Ordinal);

        Assert.Contains("updated", (await hosted.RunAsync("pr", "phase1", "--overwrite")).Expect(0).Output, StringComparison.Ordinal);
        hosted.Server.Close(1, "alice");
        var declined = (await hosted.RunAsync("pr", "phase1")).Expect(1);
        Assert.Contains("declined  #1 was closed by alice", declined.Output, StringComparison.Ordinal);
        Assert.Contains("RW5024", declined.Errors, StringComparison.Ordinal);
        Assert.Contains("closed by alice", hosted.Work.Read(".rewrite/ledger.jsonl"), StringComparison.Ordinal);
        Assert.Contains("created  #2", (await hosted.RunAsync("pr", "phase1", "--reopen")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/git/blobs", FaultKind.AnswerInstead, 429)]
    [InlineData("POST", "/git/trees", FaultKind.AnswerInstead, 502)]
    [InlineData("POST", "/git/commits", FaultKind.DropBefore, 0)]
    [InlineData("POST", "/pulls", FaultKind.DropAfter, 0)]
    public async Task A_host_that_stumbles_still_ends_with_one_pull_request(string method, string path, FaultKind kind, int status)
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        hosted.Server.Inject(new Fault(method, path, kind) { Status = status, Headers = status == 429 ? new Dictionary<string, string> { ["Retry-After"] = "1" } : [] });

        (await hosted.RunAsync("pr", "phase1")).Expect(0);

        Assert.True(Assert.Single(hosted.Server.PullRequests).IsOpen);
        Assert.Equal(hosted.Server.PullRequest(1).HeadSha, await hosted.Server.Git.HeadAsync(Branch));
    }

    [Fact]
    public async Task A_race_against_a_person_loses_nothing_of_theirs()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        var theirs = string.Empty;
        hosted.Server.Inject(new Fault("POST", "updateRefs", FaultKind.Meanwhile)
        {
            Meanwhile = async () => theirs = await hosted.Server.Git.CommitAsync(Branch, "alice", new Dictionary<string, string?> { ["mine.md"] = "mine\n" }, "Mine"),
        });

        Assert.Contains("RW5023", (await hosted.RunAsync("pr", "phase1")).Expect(2).Errors, StringComparison.Ordinal);

        Assert.NotEmpty(theirs);
        Assert.Equal(theirs, await hosted.Server.Git.HeadAsync(Branch));
        Assert.Empty(hosted.Server.PullRequests);
    }

    [Fact]
    public async Task A_dry_run_shows_every_request_sends_none_and_tells_no_token()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");

        var shown = (await hosted.RunAsync("pr", "phase1", "--dry-run", "--label", "rename")).Expect(0);

        Assert.DoesNotContain(hosted.Server.Requests, r => r.IsWrite);
        Assert.Empty(hosted.Server.PullRequests);
        foreach (var request in new[] { "POST /repos/octo/orderflow/git/blobs", "POST /repos/octo/orderflow/git/trees", "POST /repos/octo/orderflow/git/commits", "POST /repos/octo/orderflow/pulls" }) Assert.Contains(request, shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(hosted.Server.Person.Token, shown.Output + shown.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(hosted.Work.PathOf(".rewrite/ledger.jsonl")));
    }

    [Fact]
    public async Task The_job_of_a_workflow_reports_annotations_on_lines_and_writes_json()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        var json = JsonNode.Parse((await hosted.RunAsync(hosted.Server.Job, "pr", "phase1", "--json")).Expect(0).Output)!;
        Assert.Equal("created", json["action"]!.GetValue<string>());
        Assert.Equal(1, json["number"]!.GetValue<int>());
        Assert.Equal(12, json["files"]!.AsArray().Count);
        Assert.Contains(hosted.Server.Checks, c => c.Name == "rewrite/orderflow-to-pult/phase1" && c.Sha == hosted.Server.PullRequest(1).HeadSha);
    }

    [Fact]
    public async Task A_plain_remote_gets_the_same_tree_and_a_lease_keeps_a_persons_push()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        (await hosted.RunAsync("pr", "phase1")).Expect(0);
        var overTheApi = await TreeAsync(hosted, Branch);
        await hosted.Server.Git.MoveAsync(Branch, await hosted.Server.Git.HeadAsync(Branch), null);

        await hosted.GitAsync("config", "user.name", "alice");
        await hosted.GitAsync("config", "user.email", "alice@users.test");
        Assert.Contains("created", (await hosted.RunAsync("pr", "phase1", "--via", "git")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(overTheApi, await TreeAsync(hosted, Branch));
        Assert.Contains("unchanged", (await hosted.RunAsync("pr", "phase1", "--via", "git")).Expect(0).Output, StringComparison.Ordinal);

        await hosted.Server.Git.CommitAsync(Branch, "alice", new Dictionary<string, string?> { ["mine.md"] = "mine\n" }, "Mine");
        Assert.Contains("RW5023", (await hosted.RunAsync("pr", "phase1", "--via", "git")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("updated", (await hosted.RunAsync("pr", "phase1", "--via", "git", "--overwrite")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_identity_it_says_what_to_set()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        var refused = (await RewriteCommand.RunWithAsync(hosted.Work.Folder, [("GITHUB_TOKEN", string.Empty), ("GH_TOKEN", string.Empty), ("GITHUB_REPOSITORY", "octo/orderflow")], "pr", "phase1")).Expect(2);
        Assert.Contains("RW5008", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("GITHUB_TOKEN", refused.Errors, StringComparison.Ordinal);
    }

    // Everything but what the product records for itself.
    private static async Task<string[]> TreeAsync(HostedRepository hosted, string branch) =>
        [.. (await hosted.Server.Git.ListAsync(branch)).Split('\n').Where(l => !l.Contains("\t.rewrite/", StringComparison.Ordinal))];
}
