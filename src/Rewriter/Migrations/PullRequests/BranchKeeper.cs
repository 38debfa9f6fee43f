using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// Keeps the branch of a phase where no pull requests can be opened: any git remote. The branch is moved only from where
/// it was seen; a person opens the pull request.
/// </summary>
/// <param name="session">The migration and its repository, whose checkout is at the base's head.</param>
/// <param name="commits">Where the branch lies.</param>
/// <param name="defaultBranch">The branch that it goes to where no other is named.</param>
public sealed class BranchKeeper(MigrationSession session, IForgeCommits commits, string defaultBranch)
{
    private const int Attempts = 5;

    /// <summary>Makes the branch or brings it up to date.</summary>
    public async Task<PullRequestOutcome> KeepAsync(Phase phase, PullRequestOptions options, CancellationToken cancellationToken)
    {
        var @base = options.Base ?? defaultBranch;
        var branch = options.Branch ?? Proposal.BranchOf(session.Migration, phase.Id);
        var problems = new List<Diagnostic>();
        if (await new ProposalMaker(session, commits).MakeAsync(phase, @base, options, problems, cancellationToken) is not { } proposal) return PullRequestOutcome.Stopped(branch, @base, [.. problems]);

        var branches = new ProposalBranch(commits);
        if (proposal.Files.IsEmpty)
        {
            var isGone = await branches.DeleteAsync(branch, proposal.Unit, cancellationToken);
            return Outcome(isGone ? PullRequestAction.Closed : PullRequestAction.Unchanged, proposal, null, $"nothing in {@base} is left to change{(isGone ? "; the branch is deleted" : string.Empty)}");
        }

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var existed = await commits.GetBranchHeadAsync(branch, cancellationToken) is not null;
            var (state, head, author) = await branches.KeepAsync(proposal, options.Overwrite, cancellationToken);
            if (state == BranchState.Foreign) return PullRequestOutcome.Stopped(branch, @base, Descriptors.BranchIsForeign.Anywhere(branch, author ?? "somebody", head![..12])) with { HeadSha = head };
            if (state == BranchState.Current) return Outcome(PullRequestAction.Unchanged, proposal, head, "the branch is as it should be");
            if (state == BranchState.Moved) return Outcome(existed ? PullRequestAction.Updated : PullRequestAction.Created, proposal, head, existed ? "the branch is made anew" : "the branch is made; open a pull request from it");
        }

        return PullRequestOutcome.Stopped(branch, @base, Descriptors.BranchRaceLost.Anywhere(branch, Attempts));
    }

    private static PullRequestOutcome Outcome(PullRequestAction action, Proposal proposal, string? head, string summary) =>
        new(action, proposal.Branch, proposal.Base, summary) { HeadSha = head, PlanDigest = proposal.PlanDigest, Files = proposal.Files };
}
