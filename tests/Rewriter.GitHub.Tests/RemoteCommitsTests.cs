using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Migrations.PullRequests;

namespace Rewriter.GitHub.Tests;

/// <summary>The contract of commits over a plain git remote: a clone, and pushes with a lease.</summary>
public sealed class RemoteCommitsTests : CommitsContract, IDisposable
{
    private readonly DirectoryInfo _clone = Directory.CreateTempSubdirectory("rewrite-clone-");

    [Fact]
    public async Task No_file_and_no_index_of_the_clone_is_touched()
    {
        var commits = await CommitsAsync();
        var before = (await Status(), File.ReadAllBytes(Path.Combine(_clone.FullName, ".git", "index")));

        await CommitAsync(commits, "b");

        var after = (await Status(), File.ReadAllBytes(Path.Combine(_clone.FullName, ".git", "index")));
        Assert.Equal(before.Item1, after.Item1);
        Assert.Equal(before.Item2, after.Item2);

        Task<string> Status() => Clone().ReadAsync(["status", "--porcelain=v2", "--branch"], default);
    }

    [Fact]
    public async Task A_remote_that_cannot_be_reached_is_said_with_a_code()
    {
        await CommitsAsync();
        var gone = new RemoteCommits(Clone(), Path.Combine(_clone.FullName, "nowhere"));

        var failure = await Assert.ThrowsAsync<ForgeException>(() => gone.GetBranchHeadAsync("main", default));

        Assert.Equal("RW5010", failure.Code);
    }

    [Fact]
    public async Task A_push_that_the_remote_refuses_is_no_lost_race()
    {
        var commits = await CommitsAsync();
        var head = (await commits.GetBranchHeadAsync("main", default))!;
        await Server.Git.As("git").ReadAsync(["config", "receive.denyDeletes", "true"], default);
        Assert.True(await commits.SwapBranchAsync("b", null, head, default));

        var failure = await Assert.ThrowsAsync<ForgeException>(() => commits.SwapBranchAsync("b", head, null, default));

        Assert.Equal("RW5010", failure.Code);
        Assert.Equal(head, await Server.Git.HeadAsync("b"));
    }

    public void Dispose()
    {
        foreach (var file in _clone.EnumerateFiles("*", SearchOption.AllDirectories)) file.Attributes = FileAttributes.Normal;
        _clone.Delete(recursive: true);
    }

    protected override async Task<IForgeCommits> CommitsAsync()
    {
        if (!Directory.Exists(Path.Combine(_clone.FullName, ".git"))) await Clone().ReadAsync(["clone", "--quiet", Server.Git.Folder, "."], default);
        return new RemoteCommits(Clone(), "origin");
    }

    private GitRepository Clone() => Server.Git.As("octocat") with { Folder = _clone.FullName };
}
