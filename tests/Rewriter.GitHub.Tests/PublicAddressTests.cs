using Rewriter.Forges;
using Rewriter.GitHub.Tests.Support;

namespace Rewriter.GitHub.Tests;

/// <summary>The addresses of github.com: no prefix, GraphQL below the root.</summary>
public sealed class PublicAddressTests
{
    [Fact]
    public async Task A_branch_is_moved_and_a_pull_request_opened()
    {
        await using var test = await TestForge.StartAsync(new() { IsEnterprise = false });
        var (main, side) = await test.BranchAsync();

        Assert.True(await test.Forge.SwapBranchAsync("copy", null, side, default));
        var opened = await test.Forge.CreatePullRequestAsync(new PullRequestText("Rename", "Why"), "copy", "main", draft: false, default);

        Assert.Equal((side, "main"), (opened.HeadSha, opened.Base));
        Assert.Equal(main, await test.Server.Git.HeadAsync("main"));
        Assert.Contains(test.Server.Requests, r => r.Path == "/graphql");
    }
}
