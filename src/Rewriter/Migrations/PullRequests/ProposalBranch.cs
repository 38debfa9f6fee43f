using System.Globalization;
using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>The branch of a proposal: one commit on the head of the base, made anew instead of rebased.</summary>
/// <param name="commits">Where it lies.</param>
internal sealed class ProposalBranch(IForgeCommits commits)
{
    /// <summary>Brings the branch to what is proposed, unless a person's commit is at its head.</summary>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="overwrite">True to replace a person's commit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of it, the commit at its head, and who made that where it is a person's.</returns>
    public async Task<(BranchState State, string? Head, string? Author)> KeepAsync(Proposal proposal, bool overwrite, CancellationToken cancellationToken)
    {
        var head = await commits.GetBranchHeadAsync(proposal.Branch, cancellationToken);
        var commit = head is null ? null : await commits.GetCommitAsync(head, cancellationToken);
        var own = commit is null ? null : ProposalCommit.Read(commit);
        if (commit is not null && own?.Unit != proposal.Unit && !overwrite) return (BranchState.Foreign, head, commit.Author);
        if (own is not null && own.Unit == proposal.Unit && commit!.Parents[0] == proposal.BaseSha && own.Files == proposal.FilesDigest && own.Plan == proposal.PlanDigest) return (BranchState.Current, head, null);

        var made = await CommitAsync(proposal, cancellationToken);
        return await commits.SwapBranchAsync(proposal.Branch, head, made, cancellationToken) ? (BranchState.Moved, made, null) : (BranchState.Lost, head, null);
    }

    /// <summary>Deletes the branch where its head is a commit of the product's; false where it stays.</summary>
    public async Task<bool> DeleteAsync(string branch, string unit, CancellationToken cancellationToken)
    {
        if (await commits.GetBranchHeadAsync(branch, cancellationToken) is not { } head) return false;
        return ProposalCommit.Read(await commits.GetCommitAsync(head, cancellationToken))?.Unit == unit && await commits.SwapBranchAsync(branch, head, null, cancellationToken);
    }

    private async Task<string> CommitAsync(Proposal proposal, CancellationToken cancellationToken)
    {
        var baseTree = (await commits.GetCommitAsync(proposal.BaseSha, cancellationToken)).Tree;
        var blobs = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<ForgeTreeEntry>();
        foreach (var file in proposal.Files)
        {
            // A moved file keeps its bytes often enough that the same blob is wanted twice.
            if (file.Content is { } content && !blobs.ContainsKey(file.After!)) blobs[file.After!] = await commits.CreateBlobAsync(content, cancellationToken);
            entries.Add(new ForgeTreeEntry(file.Path, file.Mode, file.After is { } after ? blobs[after] : null));
        }

        var tree = await commits.CreateTreeAsync(baseTree, entries, cancellationToken);
        var message = new ProposalCommit(proposal.Unit, proposal.PlanDigest, proposal.FilesDigest, tree)
            .Message(proposal.Title, string.Create(CultureInfo.InvariantCulture, $"{proposal.Files.Length} {(proposal.Files.Length == 1 ? "file" : "files")}; made by 'rewrite pr {proposal.Plan.Phase.Id}'."));
        return await commits.CreateCommitAsync(message, tree, [proposal.BaseSha], cancellationToken);
    }
}
