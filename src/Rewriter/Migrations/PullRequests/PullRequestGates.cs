using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>What must hold beside the merge before a phase goes on.</summary>
/// <param name="Checks">The names of checks that must be green on the pull request's head.</param>
/// <param name="Approvals">How many people with write access must approve the plan.</param>
public sealed record PullRequestGates(ImmutableArray<string> Checks, int Approvals)
{
    /// <summary>What is still missing, a phrase each; a red check goes to <paramref name="failures"/>.</summary>
    /// <param name="forge">Where the pull request lies.</param>
    /// <param name="pullRequest">The pull request.</param>
    /// <param name="failures">Where red checks go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<string>> MissingAsync(IForge forge, ForgePullRequest pullRequest, ICollection<Diagnostic> failures, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        if (!Checks.IsEmpty)
        {
            var known = await forge.GetChecksAsync(pullRequest.HeadSha, cancellationToken);
            foreach (var name in Checks)
            {
                var state = known.FirstOrDefault(c => c.Name == name)?.State ?? CheckState.Pending;
                if (state == CheckState.Failure) failures.Add(Descriptors.RequiredCheckFailed.Anywhere(name, pullRequest.Number, pullRequest.HeadSha[..12]));
                if (state == CheckState.Pending) missing.Add($"check '{name}' is not green");
            }
        }

        if (Approvals > 0 && await ApprovalsAsync(forge, pullRequest, cancellationToken) is var given && given < Approvals)
            missing.Add(string.Create(CultureInfo.InvariantCulture, $"{given} of {Approvals} approvals of this plan"));
        return missing;
    }

    // An approval is of a plan. It counts for every commit that carries the same plan, and for no other.
    private static async Task<int> ApprovalsAsync(IForge forge, ForgePullRequest pullRequest, CancellationToken cancellationToken)
    {
        if (ProposalCommit.Read(await forge.GetCommitAsync(pullRequest.HeadSha, cancellationToken)) is not { } head) return 0;
        var reviews = await forge.GetReviewsAsync(pullRequest.Number, cancellationToken);
        var count = 0;
        foreach (var review in reviews.Where(r => r.Verdict != ReviewVerdict.Commented && r.Author != pullRequest.Author).GroupBy(r => r.Author, StringComparer.OrdinalIgnoreCase).Select(g => g.Last()))
        {
            if (review.Verdict != ReviewVerdict.Approved) continue;
            if (review.Sha != pullRequest.HeadSha && ProposalCommit.Read(await forge.GetCommitAsync(review.Sha, cancellationToken))?.Plan != head.Plan) continue;
            if (await forge.GetPermissionAsync(review.Author, cancellationToken) >= ForgePermission.Write) count++;
        }

        return count;
    }
}
