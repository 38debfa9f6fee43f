using System.Text;
using Rewriter.Forges;
using Rewriter.GitHub.TestServer;
using Rewriter.GitHub.TestServer.State;
using Rewriter.GitHub.Tests.Support;

namespace Rewriter.GitHub.Tests;

/// <summary>What each adapter of the whole port does with a real server over a real git repository.</summary>
public abstract class ForgeContract : CommitsContract
{
    /// <summary>A forge of the server.</summary>
    protected abstract IForge Forge(GitHubOptions options);

    internal GitHubOptions Options(ServerIdentity? identity = null, TimeProvider? time = null) => GitHubOptions.FromEnvironment(Server.EnvironmentOf(identity ?? Server.Person)) with
    {
        WriteInterval = TimeSpan.Zero, FirstBackoff = TimeSpan.FromMilliseconds(1), Time = time ?? new SkippingTime(),
    };

    protected IForge Forge(ServerIdentity? identity = null) => Forge(Options(identity));

    protected override Task<IForgeCommits> CommitsAsync() => Task.FromResult<IForgeCommits>(Forge());

    [Fact]
    public async Task The_repository_is_known_by_its_present_name_and_goes_on_being_used_under_it()
    {
        var forge = Forge();
        Server.Rename("octo/store");

        var repository = await forge.GetRepositoryAsync(default);

        Assert.Equal(("octo/store", "main", "R_shop"), (repository.Slug, repository.DefaultBranch, repository.NodeId));
        Assert.NotNull(await forge.GetBranchHeadAsync("main", default));
        Assert.Equal("/api/v3/repos/octo/store/git/ref/heads/main", Server.Requests[^1].Path);
    }

    [Fact]
    public async Task Bytes_that_the_repository_has_are_not_sent_again()
    {
        var forge = Forge();
        var commit = await forge.GetCommitAsync((await forge.GetBranchHeadAsync("main", default))!, default);
        var tree = await forge.GetTreeAsync(commit.Tree, default);

        var known = await forge.CreateBlobAsync("# Shop\n"u8.ToArray(), default);
        var first = await forge.CreateBlobAsync("# Store\n"u8.ToArray(), default);
        var second = await forge.CreateBlobAsync("# Store\n"u8.ToArray(), default);

        Assert.Equal(["README.md", "deploy.sh", "infra/main.tf", "infra/old.tf"], tree.Select(e => e.Path));
        Assert.Equal(tree[0].Blob, known);
        Assert.Equal(first, second);
        Assert.Single(Server.Requests, r => r.Path.EndsWith("/git/blobs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tree_of_many_changes_is_made_in_portions()
    {
        var forge = Forge(Options() with { TreePortion = 10 });
        var commit = await forge.GetCommitAsync((await forge.GetBranchHeadAsync("main", default))!, default);
        var blob = await forge.CreateBlobAsync("x\n"u8.ToArray(), default);

        var tree = await forge.CreateTreeAsync(commit.Tree, [.. Enumerable.Range(0, 25).Select(i => new ForgeTreeEntry($"many/{i:00}.txt", ForgeFileMode.File, blob)), new ForgeTreeEntry("infra/old.tf", ForgeFileMode.File, null)], default);

        Assert.Equal(3, Server.Requests.Count(r => r.Method == "POST" && r.Path.EndsWith("/git/trees", StringComparison.Ordinal)));
        var paths = (await forge.GetTreeAsync(tree, default)).Select(e => e.Path).ToList();
        Assert.Equal(4 - 1 + 25, paths.Count);
        Assert.DoesNotContain("infra/old.tf", paths);
    }

    [Fact]
    public async Task A_lost_race_loses_nothing()
    {
        var forge = Forge();
        var main = (await forge.GetBranchHeadAsync("main", default))!;
        Assert.True(await forge.SwapBranchAsync("b", null, main, default));
        var persons = string.Empty;
        Server.Inject(new Fault("POST", "updateRefs", FaultKind.Meanwhile)
        {
            Meanwhile = async () => persons = await Server.Git.CommitAsync("b", "marge", new Dictionary<string, string?> { ["fix.txt"] = "mine" }, "A person's work"),
        });

        Assert.False(await forge.SwapBranchAsync("b", main, main, default));

        Assert.Equal(persons, await Server.Git.HeadAsync("b"));
        Assert.Equal("marge", Assert.Single(await forge.GetCommitsBetweenAsync(main, persons, default)).Author);
    }

    [Fact]
    public async Task A_pull_request_is_opened_changed_drafted_and_closed()
    {
        var forge = Forge();
        await CommitAsync(forge, "rewrite/m/p");

        var opened = await forge.CreatePullRequestAsync(new PullRequestText("Rename", "Why"), "rewrite/m/p", "main", draft: true, default);
        await forge.SetDraftAsync(opened, draft: false, default);
        var changed = await forge.UpdatePullRequestAsync(opened.Number, new PullRequestText("Rename it", "Because"), "main", default);
        await forge.AddLabelsAsync(opened.Number, ["rewrite", "phase 1"], default);
        await forge.ClosePullRequestAsync(opened.Number, default);
        var closed = await forge.GetPullRequestAsync(opened.Number, default);

        Assert.Equal((true, PullRequestState.Open, "octocat", false), (opened.IsDraft, opened.State, opened.Author, opened.IsFromFork));
        Assert.Equal((false, "Rename it", "Because"), (changed.IsDraft, changed.Title, changed.Body));
        Assert.Equal((PullRequestState.Closed, "octocat", null), (closed.State, closed.ClosedBy, closed.MergeSha));
        Assert.Equal(["rewrite", "phase 1"], closed.Labels.AsEnumerable());
    }

    [Fact]
    public async Task Pull_requests_of_a_branch_are_found_over_all_pages_with_their_states_and_without_forks()
    {
        var forge = Forge();
        await CommitAsync(forge, "b");
        await Server.OpenAsync("stranger", "b", "main", "From a fork", fork: "stranger/shop");
        for (var i = 0; i < 4; i++)
        {
            var opened = await Server.OpenAsync("octocat", "b", "main", $"Number {i}");
            if (i < 3) Server.Close(opened.Number, "marge");
        }

        Assert.True(await Server.MergeAsync(5, "octocat"));

        var found = await forge.FindPullRequestsAsync("b", default);

        Assert.Equal([5, 4, 3, 2], found.Select(p => p.Number));
        Assert.Equal([PullRequestState.Merged, PullRequestState.Closed, PullRequestState.Closed, PullRequestState.Closed], found.Select(p => p.State));
        Assert.Equal(await Server.Git.HeadAsync("main"), found[0].MergeSha);
        Assert.Equal("marge", found[1].ClosedBy);
        Assert.True((await forge.GetPullRequestAsync(1, default)).IsFromFork);
    }

    [Fact]
    public async Task A_pull_request_is_merged_only_at_the_commit_that_was_looked_at()
    {
        var forge = Forge();
        var (main, commit) = await CommitAsync(forge, "b");
        var opened = await forge.CreatePullRequestAsync(new PullRequestText("Rename", "Why"), "b", "main", draft: false, default);

        Assert.False(await forge.MergePullRequestAsync(opened.Number, main, default));
        Assert.Equal(main, await Server.Git.HeadAsync("main"));
        Assert.True(await forge.MergePullRequestAsync(opened.Number, commit, default));
        Assert.Equal(PullRequestState.Merged, (await forge.GetPullRequestAsync(opened.Number, default)).State);
        Assert.Equal("#!/bin/sh\nexit 1\n", await Server.Git.ReadFileAsync("main", "deploy.sh"));
    }

    [Fact]
    public async Task Reviewers_who_cannot_be_asked_are_left_out_and_returned()
    {
        var forge = Forge();
        (Server.Permissions["marge"], Server.Permissions["@platform"]) = ("write", "write");
        await CommitAsync(forge, "b");
        var opened = await forge.CreatePullRequestAsync(new PullRequestText("Rename", "Why"), "b", "main", draft: false, default);

        var left = await forge.RequestReviewersAsync(opened.Number, ["octocat", "marge", "nobody"], ["platform", "none"], default);

        Assert.Equal(["octocat", "nobody", "none"], left);
        Assert.Equal(["marge", "@platform"], Server.PullRequest(opened.Number).Reviewers);
    }

    [Fact]
    public async Task Reviews_and_comments_come_oldest_first_over_all_pages()
    {
        var forge = Forge();
        var (_, commit) = await CommitAsync(forge, "b");
        var opened = await forge.CreatePullRequestAsync(new PullRequestText("Rename", "Why"), "b", "main", draft: false, default);
        foreach (var (login, state) in new[] { ("marge", "CHANGES_REQUESTED"), ("marge", "APPROVED"), ("lisa", "COMMENTED") }) await Server.ReviewAsync(opened.Number, login, state);
        for (var i = 0; i < 4; i++) Server.Say(opened.Number, "marge", $"Remark {i}");

        var mine = await forge.CreateCommentAsync(opened.Number, "<!-- rewrite --> first", default);
        await forge.UpdateCommentAsync(mine.Id, "<!-- rewrite --> second", default);
        var comments = await forge.GetCommentsAsync(opened.Number, default);
        var reviews = await forge.GetReviewsAsync(opened.Number, default);

        Assert.Equal(["Remark 0", "Remark 1", "Remark 2", "Remark 3", "<!-- rewrite --> second"], comments.Select(c => c.Body));
        Assert.Equal(("octocat", mine.Id), (comments[^1].Author, comments[^1].Id));
        Assert.Equal([("marge", ReviewVerdict.ChangesRequested), ("marge", ReviewVerdict.Approved), ("lisa", ReviewVerdict.Commented)], reviews.Select(r => (r.Author, r.Verdict)));
        Assert.All(reviews, r => Assert.Equal(commit, r.Sha));
    }

    [Fact]
    public async Task Check_runs_and_statuses_are_both_read_the_newest_of_each_name()
    {
        var forge = Forge(Server.Job);
        var head = (await forge.GetBranchHeadAsync("main", default))!;
        Server.Report(head, "build", "completed", "failure");
        Server.Report(head, "build", "completed", "success");
        Server.Report(head, "lint", "completed", "neutral");
        Server.Report(head, "deploy", "in_progress", null);
        Server.SetStatus(head, "ci/old", "failure");

        var checks = await forge.GetChecksAsync(head, default);

        Assert.Equal(
            [("build", CheckState.Success), ("ci/old", CheckState.Failure), ("deploy", CheckState.Pending), ("lint", CheckState.Success)],
            checks.Select(c => (c.Name, c.State)).OrderBy(c => c.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_check_is_reported_with_annotations_in_portions_where_the_identity_is_an_App()
    {
        var forge = Forge(Server.Job);
        var head = (await forge.GetBranchHeadAsync("main", default))!;
        var annotations = Enumerable.Range(1, 120).Select(i => new CheckAnnotation("infra/main.tf", i, i, AnnotationLevel.Warning, $"Remark {i}"));

        Assert.True(await forge.ReportCheckAsync(new CheckReport("rewrite", head, CheckState.Failure, "3 hazards", "More", [.. annotations]), default));

        var run = Assert.Single(Server.Checks);
        Assert.Equal((true, "rewrite", "completed", "failure"), (run.IsRun, run.Name, run.Status, run.Conclusion));
        Assert.Equal(Enumerable.Range(1, 120).Select(i => $"Remark {i}"), run.Annotations.Select(a => a["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_check_is_a_status_where_the_identity_is_no_App()
    {
        var forge = Forge(Server.Person);
        var head = (await forge.GetBranchHeadAsync("main", default))!;

        Assert.False(await forge.ReportCheckAsync(new CheckReport("rewrite", head, CheckState.Pending, new string('x', 200), "More", []), default));
        Assert.False(await forge.ReportCheckAsync(new CheckReport("rewrite", head, CheckState.Success, "All is well", "More", []), default));

        Assert.Equal([(false, "pending", 140), (false, "success", 11)], Server.Checks.Select(c => (c.IsRun, c.Status, c.Title!.Length)));
        Assert.Single(Server.Requests, r => r.Path.EndsWith("/check-runs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_login_and_the_permissions_of_people_are_known()
    {
        (Server.Permissions["marge"], Server.Permissions["bart"]) = ("write", "read");
        var forge = Forge();

        Assert.Equal("octocat", await forge.GetLoginAsync(default));
        Assert.Equal("github-actions[bot]", await Forge(Server.Job).GetLoginAsync(default));
        Assert.Equal(
            [ForgePermission.Admin, ForgePermission.Write, ForgePermission.Read, ForgePermission.None],
            [await forge.GetPermissionAsync("octocat", default), await forge.GetPermissionAsync("marge", default), await forge.GetPermissionAsync("bart", default), await forge.GetPermissionAsync("nobody", default)]);
    }

    [Fact]
    public async Task A_workflow_is_started_watched_and_cancelled()
    {
        var forge = Forge();
        var started = await forge.DispatchWorkflowAsync("promote.yaml", "main", new Dictionary<string, string> { ["release"] = "1.2.3" }, default);
        var run = Assert.Single(Server.Runs);

        Assert.Equal((run.Id, CheckState.Pending, null), (started.Id, started.State, started.Conclusion));
        Assert.Equal("1.2.3", run.Inputs["release"]);
        await forge.CancelWorkflowRunAsync(started.Id, default);
        var ended = await forge.GetWorkflowRunAsync(started.Id, default);
        Assert.Equal((CheckState.Failure, "cancelled"), (ended.State, ended.Conclusion));
        await forge.CancelWorkflowRunAsync(started.Id, default);
    }

    [Fact]
    public async Task The_last_lines_of_failed_jobs_are_read_without_showing_the_token_to_the_host_of_the_logs()
    {
        var forge = Forge();
        var started = await forge.DispatchWorkflowAsync("promote.yaml", "main", new Dictionary<string, string>(), default);
        var run = Server.Runs.Single();
        run.Jobs.AddRange([("build", "success", "fine\n"), ("deploy", "failure", "2026-05-04T08:00:00.1234567Z one\n2026-05-04T08:00:01.0000000Z two\r\n2026-05-04T08:00:02.0000000Z three\n"), ("verify", "skipped", "")]);

        var tail = await forge.GetFailedLogTailAsync(started.Id, 2, default);

        Assert.Equal(["deploy: two", "deploy: three"], tail);
        Assert.DoesNotContain(Server.LogRequests, r => r.Headers.ContainsKey("Authorization"));
        Assert.NotEmpty(Server.LogRequests);
    }

    [Fact]
    public async Task What_is_not_there_is_said_with_a_code_and_without_the_token()
    {
        var forge = Forge();
        var missing = await Assert.ThrowsAsync<ForgeException>(() => forge.GetPullRequestAsync(77, default));
        var refused = await Assert.ThrowsAsync<ForgeException>(() => Forge(new ServerIdentity("nobody", "no-such-token", IdentityKind.Personal)).GetPermissionAsync("x", default));
        await CommitAsync(forge, "b");
        var invalid = await Assert.ThrowsAsync<ForgeException>(() => forge.CreatePullRequestAsync(new PullRequestText("T", "B"), "b", "no-base", draft: false, default));

        Assert.Equal(("RW5003", "RW5001", "RW5005"), (missing.Code, refused.Code, invalid.Code));
        Assert.Contains("PullRequest.base", invalid.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-token", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        var weak = new ServerIdentity("weak[bot]", "weak-token", IdentityKind.Job) { Forbidden = ["POST /repos/{owner}/{repo}/git/blobs"] };
        Server.Identities.Add(weak);

        var failure = await Assert.ThrowsAsync<ForgeException>(() => Forge(weak).CreateBlobAsync("x"u8.ToArray(), default));

        Assert.Equal("RW5002", failure.Code);
        Assert.Contains("contents=write", failure.Message, StringComparison.Ordinal);
    }
}
