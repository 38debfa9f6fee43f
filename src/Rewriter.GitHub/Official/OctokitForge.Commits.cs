using Rewriter.Forges;

namespace Rewriter.GitHub.Official;

/// <content>Commits without a push.</content>
public sealed partial class OctokitForge
{
    /// <inheritdoc/>
    /// <remarks>Octokit asks at an address that GitHub describes no more (<c>git/refs/…</c> instead of <c>git/ref/…</c>).</remarks>
    public Task<string?> GetBranchHeadAsync(string branch, CancellationToken cancellationToken) => _rest.GetBranchHeadAsync(branch, cancellationToken);

    /// <inheritdoc/>
    public async Task<ForgeCommit> GetCommitAsync(string sha, CancellationToken cancellationToken) =>
        CommitOf(await _client.Repository.Commit.Get(_owner, _name, sha).WaitAsync(cancellationToken));

    /// <inheritdoc/>
    /// <remarks>Octokit reads one page of a comparison only.</remarks>
    public Task<IReadOnlyList<ForgeCommit>> GetCommitsBetweenAsync(string baseSha, string headSha, CancellationToken cancellationToken) =>
        _rest.GetCommitsBetweenAsync(baseSha, headSha, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The portable adapter remembers which blobs are there.</remarks>
    public Task<IReadOnlyList<ForgeTreeEntry>> GetTreeAsync(string tree, CancellationToken cancellationToken) => _rest.GetTreeAsync(tree, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> CreateBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var id = GitBlob.Id(content.Span);
        if (_rest.HasBlob(id)) return id;
        var blob = new Octokit.NewBlob { Content = Convert.ToBase64String(content.Span), Encoding = Octokit.EncodingType.Base64 };
        var stored = await _client.Git.Blob.Create(_owner, _name, blob).WaitAsync(cancellationToken);
        _rest.AddBlob(stored.Sha);
        return stored.Sha;
    }

    /// <inheritdoc/>
    /// <remarks>Octokit leaves out a null, and with it every deletion.</remarks>
    public Task<string> CreateTreeAsync(string baseTree, IReadOnlyList<ForgeTreeEntry> changes, CancellationToken cancellationToken) =>
        _rest.CreateTreeAsync(baseTree, changes, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> CreateCommitAsync(string message, string tree, IReadOnlyList<string> parents, CancellationToken cancellationToken) =>
        (await _client.Git.Commit.Create(_owner, _name, new Octokit.NewCommit(message, tree, parents)).WaitAsync(cancellationToken)).Sha;

    /// <inheritdoc/>
    public Task<bool> SwapBranchAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken) =>
        _rest.SwapBranchAsync(branch, expected, sha, cancellationToken);

    private static ForgeCommit CommitOf(Octokit.GitHubCommit commit) =>
        new(commit.Sha, commit.Commit.Tree.Sha, [.. commit.Parents.Select(p => p.Sha)], commit.Commit.Message ?? string.Empty, commit.Author?.Login);
}
