namespace Rewriter.Forges;

/// <summary>Commits made without a push: blobs, trees, commits, and branches that are compared before they are moved.</summary>
public interface IForgeCommits
{
    /// <summary>The commit at the head of a branch; null where there is no such branch.</summary>
    /// <param name="branch">The branch's name without <c>refs/heads/</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<string?> GetBranchHeadAsync(string branch, CancellationToken cancellationToken);

    /// <summary>A commit.</summary>
    Task<ForgeCommit> GetCommitAsync(string sha, CancellationToken cancellationToken);

    /// <summary>The commits that a branch has and another has not, oldest first.</summary>
    Task<IReadOnlyList<ForgeCommit>> GetCommitsBetweenAsync(string baseSha, string headSha, CancellationToken cancellationToken);

    /// <summary>
    /// All files, links and submodules of a tree, folders walked, in the order of their paths (ordinal). What a caller
    /// compares with its own content needs no request, and bytes that the tree holds are not sent again by
    /// <see cref="CreateBlobAsync"/>: their ids are <see cref="GitBlob.Id"/>.
    /// </summary>
    Task<IReadOnlyList<ForgeTreeEntry>> GetTreeAsync(string tree, CancellationToken cancellationToken);

    /// <summary>Stores the bytes of a file and returns their id; equal bytes have one id.</summary>
    Task<string> CreateBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes a tree from another one and changes to it, in as many portions as the forge takes; returns its id.</summary>
    Task<string> CreateTreeAsync(string baseTree, IReadOnlyList<ForgeTreeEntry> changes, CancellationToken cancellationToken);

    /// <summary>Makes a commit that no branch names yet; author and committer are this identity. Returns its id.</summary>
    Task<string> CreateCommitAsync(string message, string tree, IReadOnlyList<string> parents, CancellationToken cancellationToken);

    /// <summary>
    /// Creates a branch, moves or deletes it, only if it is where it is expected to be: a race loses nothing.
    /// </summary>
    /// <param name="branch">The branch's name without <c>refs/heads/</c>.</param>
    /// <param name="expected">The commit at which it must stand; null where it must not exist.</param>
    /// <param name="sha">The commit at which it shall stand; null where it shall be deleted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where it stood elsewhere, and nothing was done.</returns>
    Task<bool> SwapBranchAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken);
}
