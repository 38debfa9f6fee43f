using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;

namespace Rewriter.Migrations.PullRequests;

/// <summary>Makes what is proposed of a phase, after everything that stands against it was looked at. Writes nothing.</summary>
/// <param name="session">The migration and its repository.</param>
/// <param name="commits">Where the base lies.</param>
internal sealed class ProposalMaker(MigrationSession session, IForgeCommits commits)
{
    /// <summary>Makes a proposal; null, with the reasons, where the phase must not be proposed.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="base">The branch that it goes to.</param>
    /// <param name="options">How it is proposed.</param>
    /// <param name="problems">Where the reasons go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Proposal?> MakeAsync(Phase phase, string @base, PullRequestOptions options, ICollection<Diagnostic> problems, CancellationToken cancellationToken)
    {
        if (await commits.GetBranchHeadAsync(@base, cancellationToken) is not { } baseSha)
        {
            problems.Add(Descriptors.BaseMissing.Anywhere(@base));
            return null;
        }

        var checkout = new BaseCheckout(new GitRepository(session.Processes, session.Root, session.Environment), baseSha);
        var problem = await checkout.ProblemAsync(@base, cancellationToken) ?? await OrderAsync(phase, cancellationToken);
        if (problem is not null)
        {
            problems.Add(problem);
            return null;
        }

        var plan = await new PhasePlanner(session).PlanAsync(phase, options.IncludeReview, cancellationToken);
        foreach (var error in plan.Errors) problems.Add(error);
        foreach (var blocker in options.BlockersAreOverridden ? [] : plan.Blockers.Where(b => !options.Overrides.ContainsKey(b.Id))) problems.Add(Descriptors.Blocked.Anywhere(blocker.Id, $"{blocker.Message} {blocker.Remedy}"));
        if (problems.Count > 0) return null;

        var files = await checkout.StoreAsync(plan.Files, problems, cancellationToken);
        if (problems.Count > 0) return null;
        var owners = (await checkout.OwnersAsync(cancellationToken)).OwnersOf(files.Select(f => Text.RepoPath.Parse(f.Path)));
        return new Proposal(Proposal.UnitOf(session.Migration, phase.Id), options.Title ?? phase.Title, options.Branch ?? Proposal.BranchOf(session.Migration, phase.Id), @base, baseSha, plan, files)
        {
            Prefix = await checkout.PrefixAsync(cancellationToken),
            Owners = owners,
            Overrides = options.Overrides,
        };
    }

    // A phase stands on what the ones before it left: their files on the base, their resources made, both looked at.
    private async Task<Diagnostic?> OrderAsync(Phase phase, CancellationToken cancellationToken)
    {
        var before = session.Migration.Phases.TakeWhile(p => p.Id != phase.Id).Where(phase.StandsOn).ToList();
        foreach (var earlier in before)
        {
            var progress = session.ProgressOf(earlier);
            if (progress != PhaseProgress.Done)
                return Descriptors.EarlierPhaseNotReady.Anywhere(phase.Id, earlier.Id, progress == PhaseProgress.Begun ? "it was begun and is not done" : "the ledger does not say that it was applied");
        }

        if (session.ProgressOf(phase) == PhaseProgress.Done || before.LastOrDefault() is not { } last) return null;
        var report = await new PhaseVerifier(session).VerifyAsync(last, cancellationToken);
        return report.IsClean ? null : Descriptors.EarlierPhaseNotReady.Anywhere(phase.Id, last.Id, $"it does not verify: {report.Findings[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
