using System.Text;
using Rewriter.Forges;
using Rewriter.GitHub.TestServer;
using Rewriter.GitHub.Tests.Support;

namespace Rewriter.GitHub.Tests;

/// <summary>What each way of making commits does to a real git repository.</summary>
public abstract class CommitsContract : IAsyncLifetime
{
    protected GitHubServer Server { get; private set; } = null!;

    protected virtual GitHubServerOptions ServerOptions => new()
    {
        Files = new Dictionary<string, string>
        {
            ["README.md"] = "# Shop\n", ["deploy.sh"] = "#!/bin/sh\nexit 0\n", ["infra/main.tf"] = "locals {}\n", ["infra/old.tf"] = "# old\n",
        },
        LargestPage = 2,
        AppPublicKey = RsaKey.Public,
    };

    public async Task InitializeAsync() => Server = await GitHubServer.StartAsync(ServerOptions);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Makes commits as octocat in the server's repository.</summary>
    protected abstract Task<IForgeCommits> CommitsAsync();

    [Fact]
    public async Task A_commit_is_made_without_a_push_and_its_tree_is_byte_for_byte_what_was_asked_for()
    {
        var forge = await CommitsAsync();
        var (head, commit) = await CommitAsync(forge, "rewrite/to-pult/phase1");

        var expected = $"""
            100755 blob {GitBlob.Id("#!/bin/sh\nexit 1\n"u8)}	deploy.sh
            120000 blob {GitBlob.Id("README.md"u8)}	docs/link
            100644 blob {GitBlob.Id([0xEF, 0xBB, 0xBF, 0x00, 0xFF, 0x0D])}	infra/data.bin
            100644 blob {GitBlob.Id("locals {}\n"u8)}	infra/main.tf
            100644 blob {GitBlob.Id("# Shop\n"u8)}	readme.txt
            """.ReplaceLineEndings("\n");
        Assert.Equal(expected, await Server.Git.ListAsync("rewrite/to-pult/phase1"));
        Assert.Equal(commit, await forge.GetBranchHeadAsync("rewrite/to-pult/phase1", default));
        var read = await forge.GetCommitAsync(commit, default);
        Assert.Equal(("Rename the service\n\nWhy: it has another name.", head, "octocat"), (read.Message, Assert.Single(read.Parents), read.Author));
        Assert.Equal(commit, Assert.Single(await forge.GetCommitsBetweenAsync(head, commit, default)).Sha);
    }

    [Fact]
    public async Task A_branch_is_created_moved_and_deleted_only_from_where_it_is_expected()
    {
        var forge = await CommitsAsync();
        var main = (await forge.GetBranchHeadAsync("main", default))!;
        await Server.Git.CommitAsync("side", "octocat", new Dictionary<string, string?> { ["a"] = "a" }, "Side");
        var other = (await forge.GetBranchHeadAsync("side", default))!;

        Assert.True(await forge.SwapBranchAsync("b/c", null, main, default));
        Assert.False(await forge.SwapBranchAsync("b/c", null, other, default));
        Assert.False(await forge.SwapBranchAsync("b/c", other, main, default));
        Assert.Equal(main, await Server.Git.HeadAsync("b/c"));
        Assert.True(await forge.SwapBranchAsync("b/c", main, other, default));
        Assert.False(await forge.SwapBranchAsync("b/c", main, null, default));
        Assert.True(await forge.SwapBranchAsync("b/c", other, null, default));
        Assert.Null(await forge.GetBranchHeadAsync("b/c", default));
    }

    [Fact]
    public async Task A_file_may_become_a_folder_and_a_folder_a_file()
    {
        var forge = await CommitsAsync();
        var head = (await forge.GetBranchHeadAsync("main", default))!;
        var blob = await forge.CreateBlobAsync("x\n"u8.ToArray(), default);

        var tree = await forge.CreateTreeAsync(
            (await forge.GetCommitAsync(head, default)).Tree,
            [new("README.md/part.md", ForgeFileMode.File, blob), new("infra", ForgeFileMode.File, blob), new("README.md", ForgeFileMode.File, null), new("infra/main.tf", ForgeFileMode.File, null), new("infra/old.tf", ForgeFileMode.File, null)],
            default);

        Assert.Equal(["README.md/part.md", "deploy.sh", "infra"], (await forge.GetTreeAsync(tree, default)).Select(e => e.Path));
    }

    [Fact]
    public async Task A_branch_whose_head_is_a_persons_new_commit_is_read_with_it()
    {
        var forge = await CommitsAsync();
        var (head, _) = await CommitAsync(forge, "b");
        var hers = await Server.Git.CommitAsync("b", "marge", new Dictionary<string, string?> { ["fix.txt"] = "mine" }, "Hers");

        Assert.Equal(hers, await forge.GetBranchHeadAsync("b", default));
        Assert.Equal(["octocat", "marge"], (await forge.GetCommitsBetweenAsync(head, hers, default)).Select(c => c.Author));
        Assert.False(await forge.SwapBranchAsync("b", head, null, default));
    }

    protected static async Task<(string Head, string Commit)> CommitAsync(IForgeCommits forge, string branch)
    {
        var head = (await forge.GetBranchHeadAsync("main", default))!;
        var tree = (await forge.GetCommitAsync(head, default)).Tree;
        var script = await forge.CreateBlobAsync("#!/bin/sh\nexit 1\n"u8.ToArray(), default);
        var binary = await forge.CreateBlobAsync(new byte[] { 0xEF, 0xBB, 0xBF, 0x00, 0xFF, 0x0D }, default);
        var link = await forge.CreateBlobAsync(Encoding.UTF8.GetBytes("README.md"), default);
        var text = await forge.CreateBlobAsync("# Shop\n"u8.ToArray(), default);
        var changed = await forge.CreateTreeAsync(
            tree,
            [
                new("readme.txt", ForgeFileMode.File, text), new("README.md", ForgeFileMode.File, null), new("deploy.sh", ForgeFileMode.Executable, script),
                new("docs/link", ForgeFileMode.Link, link), new("infra/data.bin", ForgeFileMode.File, binary), new("infra/old.tf", ForgeFileMode.File, null),
            ],
            default);
        var commit = await forge.CreateCommitAsync("Rename the service\n\nWhy: it has another name.", changed, [head], default);
        Assert.True(await forge.SwapBranchAsync(branch, null, commit, default));
        return (head, commit);
    }
}
