using Rewriter.Forges;
using Rewriter.GitHub.Tests.Support;

namespace Rewriter.GitHub.Tests;

/// <summary>A dry run shows what it would send, and sends none of it.</summary>
public sealed class DryRunTests
{
    [Fact]
    public async Task A_dry_run_shows_each_write_and_only_reads()
    {
        var shown = new List<string>();
        await using var test = await TestForge.StartAsync(change: o => o with { DryRun = r => shown.Add(r.ToString()) });
        var forge = test.Forge;
        var head = (await forge.GetBranchHeadAsync("main", default))!;
        var tree = (await forge.GetCommitAsync(head, default)).Tree;

        var blob = await forge.CreateBlobAsync("# Store\n"u8.ToArray(), default);
        var changed = await forge.CreateTreeAsync(tree, [new("README.md", ForgeFileMode.File, blob)], default);
        var commit = await forge.CreateCommitAsync("Rename", changed, [head], default);
        Assert.True(await forge.SwapBranchAsync("rewrite/m/p", null, commit, default));
        var opened = await forge.CreatePullRequestAsync(new PullRequestText("Rename", new string('b', 500)), "rewrite/m/p", "main", draft: true, default);
        await forge.SetDraftAsync(opened, draft: false, default);
        await forge.AddLabelsAsync(opened.Number, ["rewrite"], default);
        Assert.Empty(await forge.RequestReviewersAsync(opened.Number, ["marge"], [], default));
        await forge.CreateCommentAsync(opened.Number, "Hello", default);
        Assert.Empty(await forge.GetCommentsAsync(opened.Number, default));
        Assert.True(await forge.ReportCheckAsync(new CheckReport("rewrite", commit, CheckState.Success, "Well", "All", []), default));

        Assert.Equal(
            [
                "POST /repos/octo/shop/git/blobs {content: \"IyBTdG9yZQo=\", encoding: \"base64\"}",
                $"POST /repos/octo/shop/git/trees {{base_tree: \"{tree}\", tree: [1 entries]}}",
                $"POST /repos/octo/shop/git/commits {{message: \"Rename\", tree: \"{changed}\", parents: [\"{head}\"]}}",
            ],
            shown.Take(3));
        Assert.StartsWith("POST /graphql {query: \"mutation($repositoryId: ID!, $refUpdates", shown[3], StringComparison.Ordinal);
        Assert.Equal($"POST /repos/octo/shop/pulls {{title: \"Rename\", head: \"rewrite/m/p\", base: \"main\", body: \"{new string('b', 72)}…\" (500 characters), draft: true}}", shown[4]);
        Assert.Equal(10, shown.Count);
        Assert.DoesNotContain(shown, s => s.Contains(test.Server.Person.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(test.Server.Requests, r => r.IsWrite);
        Assert.Equal(commit, await forge.GetBranchHeadAsync("rewrite/m/p", default));
        Assert.Equal(opened, Assert.Single(await forge.FindPullRequestsAsync("rewrite/m/p", default)));
        Assert.Null(await test.Server.Git.HeadAsync("rewrite/m/p"));
    }

    [Fact]
    public async Task A_dry_run_still_sees_that_a_branch_stands_elsewhere()
    {
        await using var test = await TestForge.StartAsync(change: o => o with { DryRun = _ => { } });
        var (main, side) = await test.BranchAsync();

        Assert.False(await test.Forge.SwapBranchAsync("side", main, side, default));
    }
}
