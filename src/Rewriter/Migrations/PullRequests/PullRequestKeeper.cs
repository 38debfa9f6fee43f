using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// Keeps the one pull request of a phase: opens it, brings it up to date, leaves it, or closes it. What earlier runs did
/// is read off the forge, so a job that kept nothing does the same as one that kept everything.
/// </summary>
/// <param name="session">The migration and its repository, whose checkout is at the base's head.</param>
/// <param name="forge">Where pull requests lie.</param>
/// <param name="isDryRun">True where nothing is to be recorded.</param>
public sealed class PullRequestKeeper(MigrationSession session, IForge forge, bool isDryRun = false)
{
    // Each lost race means that another run, or a person, got through.
    private const int Attempts = 5;
    private readonly ProposalBranch _branches = new(forge);

    /// <summary>Proposes a phase.</summary>
    public async Task<PullRequestOutcome> KeepAsync(Phase phase, PullRequestOptions options, CancellationToken cancellationToken)
    {
        var @base = options.Base ?? (await forge.GetRepositoryAsync(cancellationToken)).DefaultBranch;
        var branch = options.Branch ?? Proposal.BranchOf(session.Migration, phase.Id);
        var problems = new List<Diagnostic>();
        return await new ProposalMaker(session, forge).MakeAsync(phase, @base, options, problems, cancellationToken) is { } proposal
            ? await KeepAsync(proposal, options, cancellationToken)
            : PullRequestOutcome.Stopped(branch, @base, [.. problems]);
    }

    /// <summary>Brings branch and pull request to what is proposed.</summary>
    public async Task<PullRequestOutcome> KeepAsync(Proposal proposal, PullRequestOptions options, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var all = await forge.FindPullRequestsAsync(proposal.Branch, cancellationToken);
            var open = all.FirstOrDefault(p => p.State == PullRequestState.Open);
            if (open is null && all.Count > 0 && all[0] is { State: PullRequestState.Closed } closed && !ProposalMarker.IsClosed(closed.Body) && !options.Reopen) return Declined(proposal, closed);
            var outcome = proposal.Files.IsEmpty ? await CloseAsync(proposal, open, cancellationToken) : await OfferAsync(proposal, open, options, cancellationToken);
            if (outcome is not null) return outcome;
        }

        return PullRequestOutcome.Stopped(proposal.Branch, proposal.Base, Descriptors.BranchRaceLost.Anywhere(proposal.Branch, Attempts));
    }

    // A null says that somebody was faster, and that everything is to be looked at again.
    private async Task<PullRequestOutcome?> OfferAsync(Proposal proposal, ForgePullRequest? open, PullRequestOptions options, CancellationToken cancellationToken)
    {
        var (state, head, author) = await _branches.KeepAsync(proposal, options.Overwrite, cancellationToken);
        if (state == BranchState.Lost) return null;
        if (state == BranchState.Foreign) return await StopAsync(proposal, open, head!, author, cancellationToken);

        var text = new PullRequestText(proposal.Title, new PullRequestBody(proposal, session.ProgressOf).Write());
        if (open is null) return await OpenAsync(proposal, text, head!, options, cancellationToken);

        var isSame = state == BranchState.Current && open.Title == text.Title && SameText(open.Body, text.Body) && open.Base == proposal.Base;
        var current = isSame ? open : await forge.UpdatePullRequestAsync(open.Number, text, proposal.Base, cancellationToken);
        var missing = options.Labels.Except(open.Labels, StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        if (!missing.IsEmpty) await forge.AddLabelsAsync(open.Number, missing, cancellationToken);
        if (isSame && missing.IsEmpty) return Outcome(PullRequestAction.Unchanged, proposal, current, head, $"#{open.Number} is as it should be");

        var notes = state == BranchState.Moved ? await ReportAsync(proposal, head!, cancellationToken) : [];
        Record(LedgerEvent.PullRequestKept, proposal, $"#{open.Number} updated", current);
        return Outcome(PullRequestAction.Updated, proposal, current, head, $"#{open.Number} updated") with { Notes = notes };
    }

    private async Task<PullRequestOutcome?> OpenAsync(Proposal proposal, PullRequestText text, string head, PullRequestOptions options, CancellationToken cancellationToken)
    {
        ForgePullRequest opened;
        try
        {
            opened = await forge.CreatePullRequestAsync(text, proposal.Branch, proposal.Base, options.Draft, cancellationToken);
        }
        catch (ForgeException refused) when (refused.Status == System.Net.HttpStatusCode.UnprocessableEntity)
        {
            // Another run opened it a moment ago; then it is found, and brought up to date. Everything else is an error.
            if ((await forge.FindPullRequestsAsync(proposal.Branch, cancellationToken)).Any(p => p.State == PullRequestState.Open)) return null;
            throw;
        }

        Record(LedgerEvent.PullRequestKept, proposal, $"#{opened.Number} opened", opened);
        if (!options.Labels.IsEmpty) await forge.AddLabelsAsync(opened.Number, options.Labels, cancellationToken);
        var notes = await AskAsync(proposal, opened, options, cancellationToken);
        return Outcome(PullRequestAction.Created, proposal, opened, head, $"#{opened.Number} opened") with { Notes = [.. notes, .. await ReportAsync(proposal, head, cancellationToken)] };
    }

    // Owners are asked once, when it is opened: asking again would take a review back.
    private async Task<ImmutableArray<string>> AskAsync(Proposal proposal, ForgePullRequest opened, PullRequestOptions options, CancellationToken cancellationToken)
    {
        var login = await forge.GetLoginAsync(cancellationToken);
        var people = options.Reviewers.Concat(proposal.Owners.People).Distinct(StringComparer.OrdinalIgnoreCase).Where(p => !string.Equals(p, opened.Author, StringComparison.OrdinalIgnoreCase) && !string.Equals(p, login, StringComparison.OrdinalIgnoreCase)).ToList();
        var teams = options.TeamReviewers.Concat(proposal.Owners.Teams).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (people.Count + teams.Count == 0) return [];
        return [.. (await forge.RequestReviewersAsync(opened.Number, people, teams, cancellationToken)).Select(left => $"'{left}' could not be asked for a review")];
    }

    private async Task<ImmutableArray<string>> ReportAsync(Proposal proposal, string head, CancellationToken cancellationToken)
    {
        var report = ProposalCheck.Of(proposal, head);
        var shown = await forge.ReportCheckAsync(report, cancellationToken);
        return shown || report.Annotations.IsEmpty ? [] : ["annotations on lines need a GitHub App; the check was reported as a status"];
    }

    private async Task<PullRequestOutcome> StopAsync(Proposal proposal, ForgePullRequest? open, string head, string? author, CancellationToken cancellationToken)
    {
        var who = author ?? "somebody";
        if (open is not null)
        {
            await StickyComment.WriteAsync(forge, open.Number, proposal.Unit, "branch", $"""
                `{proposal.Branch}` has a commit of {MarkdownText.Code(who)} ({head[..12]}), so it is left as it is.

                To have the generated commit back, run `rewrite pr {proposal.Plan.Phase.Id} --overwrite`. To keep the change, bring it to `{proposal.Base}` first: the next run then starts from there.
                """.ReplaceLineEndings("\n"), cancellationToken);
        }

        return PullRequestOutcome.Stopped(proposal.Branch, proposal.Base, Descriptors.BranchIsForeign.Anywhere(proposal.Branch, who, head[..12])) with { PullRequest = open, HeadSha = head, PlanDigest = proposal.PlanDigest };
    }

    private async Task<PullRequestOutcome> CloseAsync(Proposal proposal, ForgePullRequest? open, CancellationToken cancellationToken)
    {
        if (open is null) return Outcome(PullRequestAction.Unchanged, proposal, null, null, $"nothing in {proposal.Base} is left to change");

        // The marker goes first: should this process die in between, the closing is not taken for a person's.
        await forge.UpdatePullRequestAsync(open.Number, new PullRequestText(open.Title, ProposalMarker.Closed(open.Body)), open.Base, cancellationToken);
        await StickyComment.WriteAsync(forge, open.Number, proposal.Unit, "branch", $"Nothing in `{proposal.Base}` ({proposal.BaseSha[..12]}) is left to change, so this is closed.", cancellationToken);
        await forge.ClosePullRequestAsync(open.Number, cancellationToken);
        await _branches.DeleteAsync(proposal.Branch, proposal.Unit, cancellationToken);
        Record(LedgerEvent.PullRequestClosed, proposal, $"#{open.Number} closed: nothing is left to change", open);
        return Outcome(PullRequestAction.Closed, proposal, open, null, $"#{open.Number} closed: nothing in {proposal.Base} is left to change");
    }

    private PullRequestOutcome Declined(Proposal proposal, ForgePullRequest closed)
    {
        var who = closed.ClosedBy ?? "a person";
        var summary = string.Create(CultureInfo.InvariantCulture, $"#{closed.Number} was closed by {who}");
        if (!session.Ledger.Entries.Any(e => e.Event == LedgerEvent.PullRequestDeclined && e.Summary == summary && e.Phase == proposal.Plan.Phase.Id)) Record(LedgerEvent.PullRequestDeclined, proposal, summary, closed);
        return Outcome(PullRequestAction.Declined, proposal, closed, closed.HeadSha, summary) with { Diagnostics = [Descriptors.PullRequestDeclined.Anywhere(closed.Number, who, proposal.Plan.Phase.Id)] };
    }

    private void Record(LedgerEvent what, Proposal proposal, string summary, ForgePullRequest pullRequest)
    {
        if (!isDryRun) session.Ledger.Append(what, session.Migration.Id, proposal.Plan.Phase.Id, null, summary, evidence: [pullRequest.WebUrl.ToString()], digest: proposal.PlanDigest);
    }

    private static PullRequestOutcome Outcome(PullRequestAction action, Proposal proposal, ForgePullRequest? pullRequest, string? head, string summary) =>
        new(action, proposal.Branch, proposal.Base, summary) { PullRequest = pullRequest, HeadSha = head, PlanDigest = proposal.PlanDigest, Files = proposal.Files };

    // A forge gives texts back with line ends of its own.
    private static bool SameText(string a, string b) => a.ReplaceLineEndings("\n").TrimEnd() == b.ReplaceLineEndings("\n").TrimEnd();
}
