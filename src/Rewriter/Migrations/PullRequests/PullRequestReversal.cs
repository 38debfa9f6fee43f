using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.PullRequests;

/// <summary>Takes a pull request back: an open one is closed; of a merged one, the opposite is proposed.</summary>
/// <param name="forge">Where it lies.</param>
/// <param name="unit">What it proposed.</param>
internal sealed class PullRequestReversal(IForge forge, string unit)
{
    private readonly ProposalBranch _branches = new(forge);

    /// <summary>Takes it back; once more does nothing more.</summary>
    public async Task<StepResult> RunAsync(int number, CancellationToken cancellationToken)
    {
        var pullRequest = await forge.GetPullRequestAsync(number, cancellationToken);
        if (pullRequest.State == PullRequestState.Merged) return await RevertAsync(pullRequest, cancellationToken);
        if (pullRequest.State == PullRequestState.Closed) return StepResult.Succeeded($"#{number} is closed");

        await forge.UpdatePullRequestAsync(number, new PullRequestText(pullRequest.Title, ProposalMarker.Closed(pullRequest.Body)), pullRequest.Base, cancellationToken);
        await StickyComment.WriteAsync(forge, number, unit, "branch", "The phase was taken back, so this is closed.", cancellationToken);
        await forge.ClosePullRequestAsync(number, cancellationToken);
        await _branches.DeleteAsync(pullRequest.Head, unit, cancellationToken);
        return StepResult.Succeeded($"#{number} closed");
    }

    /// <summary>Looks whether it can be taken back: the failed step where what was merged was changed since, otherwise null. Changes nothing.</summary>
    public async Task<StepResult?> ProblemAsync(int number, CancellationToken cancellationToken)
    {
        var pullRequest = await forge.GetPullRequestAsync(number, cancellationToken);
        if (pullRequest.State != PullRequestState.Merged || await OppositeAsync(pullRequest, cancellationToken) is not null) return null;
        var (_, _, problem) = await ChangesAsync(pullRequest, cancellationToken);
        return problem is null ? null : StepResult.Failed(problem);
    }

    private async Task<StepResult> RevertAsync(ForgePullRequest merged, CancellationToken cancellationToken)
    {
        var branch = BranchOf(merged);
        if (await OppositeAsync(merged, cancellationToken) is { } there) return StepResult.Succeeded($"#{there.Number} takes #{merged.Number} back{(there.State == PullRequestState.Open ? ": merge it" : string.Empty)}");
        var (baseSha, back, problem) = await ChangesAsync(merged, cancellationToken);
        if (problem is not null) return StepResult.Failed(problem);
        if (back.Count == 0) return StepResult.Succeeded($"what #{merged.Number} changed is as it was before");

        var tree = await forge.CreateTreeAsync((await forge.GetCommitAsync(baseSha, cancellationToken)).Tree, back, cancellationToken);
        var title = $"Revert: {merged.Title}";
        var own = new ProposalCommit(unit + "/revert", "none", "none", tree);
        var commit = await forge.CreateCommitAsync(own.Message(title, string.Create(CultureInfo.InvariantCulture, $"Takes #{merged.Number} back.")), tree, [baseSha], cancellationToken);
        if (!await forge.SwapBranchAsync(branch, await forge.GetBranchHeadAsync(branch, cancellationToken), commit, cancellationToken)) return StepResult.Failed(Descriptors.BranchRaceLost.Anywhere(branch, 1));
        var body = $"{ProposalMarker.Of(own.Unit, own.Plan)}\nThe phase was taken back. This brings {back.Count} {(back.Count == 1 ? "file" : "files")} to what they were before #{merged.Number}.\n";
        var opened = await forge.CreatePullRequestAsync(new PullRequestText(title, body), branch, merged.Base, draft: false, cancellationToken);
        return StepResult.Succeeded($"#{opened.Number} takes #{merged.Number} back: merge it") with { Evidence = [opened.WebUrl.ToString()] };
    }

    private static string BranchOf(ForgePullRequest merged) => merged.Head + "-revert";

    private async Task<ForgePullRequest?> OppositeAsync(ForgePullRequest merged, CancellationToken cancellationToken) =>
        (await forge.FindPullRequestsAsync(BranchOf(merged), cancellationToken)).FirstOrDefault(p => p.State != PullRequestState.Closed);

    // The base's head, and the files that bring back what was there before; or why they cannot, because somebody changed one since.
    private async Task<(string BaseSha, List<ForgeTreeEntry> Back, Diagnostic? Problem)> ChangesAsync(ForgePullRequest merged, CancellationToken cancellationToken)
    {
        if (await forge.GetBranchHeadAsync(merged.Base, cancellationToken) is not { } baseSha) return (string.Empty, [], Descriptors.BaseMissing.Anywhere(merged.Base));
        var made = await forge.GetCommitAsync(merged.HeadSha, cancellationToken);
        var before = await EntriesAsync((await forge.GetCommitAsync(made.Parents[0], cancellationToken)).Tree, cancellationToken);
        var after = await EntriesAsync(made.Tree, cancellationToken);
        var now = await EntriesAsync((await forge.GetCommitAsync(baseSha, cancellationToken)).Tree, cancellationToken);
        var changed = before.Keys.Union(after.Keys).Where(p => before.GetValueOrDefault(p) != after.GetValueOrDefault(p)).Order(StringComparer.Ordinal);
        var back = changed.Where(p => now.GetValueOrDefault(p) != before.GetValueOrDefault(p)).ToList();
        return back.FirstOrDefault(p => now.GetValueOrDefault(p) != after.GetValueOrDefault(p)) is { } foreign
            ? (baseSha, [], Descriptors.RevertConflicts.Anywhere(merged.Number, foreign))
            : (baseSha, [.. back.Select(p => before.GetValueOrDefault(p) ?? new ForgeTreeEntry(p, ForgeFileMode.File, null))], null);
    }

    private async Task<Dictionary<string, ForgeTreeEntry>> EntriesAsync(string tree, CancellationToken cancellationToken) =>
        (await forge.GetTreeAsync(tree, cancellationToken)).ToDictionary(e => e.Path, StringComparer.Ordinal);
}
