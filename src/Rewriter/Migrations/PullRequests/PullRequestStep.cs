using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Rewriter.Definitions;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// Proposes what the rewrites behind it change, up to the next step of its kind, and waits until that is merged and its
/// gates hold. The rewrites then find nothing to change, and are adopted.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Options">How it is proposed.</param>
/// <param name="Gates">What must hold beside the merge.</param>
public sealed record PullRequestStep(StepHeader Header, PullRequestOptions Options, PullRequestGates Gates) : Step(Header)
{
    /// <summary>The branches from which a phase is proposed: its own, or those of its steps.</summary>
    public static IReadOnlyList<string> BranchesOf(Migration migration, Phase phase) => phase.Steps.OfType<PullRequestStep>().ToList() is { Count: > 0 } steps
        ? [.. steps.Select(s => s.Options.Branch ?? Proposal.BranchOf(migration, phase.Id, s.OwnId(phase)))]
        : [Proposal.BranchOf(migration, phase.Id)];

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (files, problem) = await ChangedAsync(context, cancellationToken);
        if (problem is not null) return problem;
        var branch = BranchIn(context);
        if (context.IsSimulation) return files == 0 ? Adopted("nothing is left to change") : StepResult.Succeeded($"will open a pull request from {branch} with {Count(files)} and wait until it is merged");
        if (context.Forge is not { } forge || context.Session is not { } session) return StepResult.Failed(Descriptors.ForgeNotConfigured.Anywhere($"step '{Header.Id}' opens a pull request, and nobody gave an identity for that")) with { Outcome = StepOutcome.Errored };

        try
        {
            return await RunAsync(context, session, forge, branch, files, cancellationToken);
        }
        catch (ForgeException failure)
        {
            return new StepResult(StepOutcome.Errored, $"{failure.Code}: {failure.Message} {failure.Remedy}");
        }
    }

    /// <inheritdoc/>
    public override async Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken)
    {
        var result = await BackAsync(context, async reversal => await reversal.ProblemAsync(undo.GetProperty("number").GetInt32(), cancellationToken) ?? StepResult.Succeeded("can be taken back"));
        return result.GoesOn ? null : result;
    }

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) =>
        BackAsync(context, reversal => reversal.RunAsync(undo.GetProperty("number").GetInt32(), cancellationToken));

    private async Task<StepResult> BackAsync(StepContext context, Func<PullRequestReversal, Task<StepResult>> act)
    {
        if (context.Forge is not { } forge) return StepResult.Failed(Descriptors.ForgeNotConfigured.Anywhere($"taking step '{Header.Id}' back closes its pull request, and nobody gave an identity for that"));
        try
        {
            return await act(new PullRequestReversal(forge, UnitIn(context)));
        }
        catch (ForgeException failure)
        {
            return new StepResult(StepOutcome.Errored, $"{failure.Code}: {failure.Message} {failure.Remedy}");
        }
    }

    private async Task<StepResult> RunAsync(StepContext context, MigrationSession session, IForge forge, string branch, int files, CancellationToken cancellationToken)
    {
        var all = await forge.FindPullRequestsAsync(branch, cancellationToken);
        var newest = all.Count > 0 ? all[0] : null;
        if (newest is { State: PullRequestState.Merged })
        {
            if (files == 0) return await WaitAsync(forge, newest, cancellationToken);
            if (!await HasAsync(context, newest.MergeSha, cancellationToken)) return Waiting(newest, $"#{newest.Number} is merged, and this checkout does not have it yet: run 'git pull', then 'rewrite resume'");
        }

        if (files == 0 && newest is not { State: PullRequestState.Open }) return Adopted("nothing is left to change");
        var outcome = await KeepAsync(session, context.Phase, forge, branch, cancellationToken);
        context.Progress(outcome.Summary);
        if (outcome.Action == PullRequestAction.Closed) return Adopted(outcome.Summary);
        return outcome.Action is PullRequestAction.Declined or PullRequestAction.Stopped || outcome.PullRequest is not { } kept
            ? StepResult.Failed(outcome.Diagnostics[0]) with { Diagnostics = outcome.Diagnostics, Undo = outcome.PullRequest is { } left ? UndoOf(left) : null }
            : await WaitAsync(forge, kept with { HeadSha = outcome.HeadSha! }, cancellationToken);
    }

    private async Task<PullRequestOutcome> KeepAsync(MigrationSession session, Phase phase, IForge forge, string branch, CancellationToken cancellationToken)
    {
        var @base = Options.Base ?? (await forge.GetRepositoryAsync(cancellationToken)).DefaultBranch;
        var problems = new List<Diagnostic>();

        // What stands against the phase as a whole was looked at before it was begun.
        var part = phase with { Steps = [.. phase.Steps.Take(phase.Steps.IndexOf(this) + 1), .. Behind(phase)], Settles = phase.Settles && NextIn(phase) is null };
        var options = Options with { Branch = branch, Title = Options.Title ?? Header.Title, BlockersAreOverridden = true };
        return await new ProposalMaker(session, forge).MakeAsync(part, @base, options, problems, cancellationToken) is { } made
            ? await new PullRequestKeeper(session, forge).KeepAsync(made with { Unit = UnitOf(session.Migration, phase) }, options, cancellationToken)
            : PullRequestOutcome.Stopped(branch, @base, [.. problems]);
    }

    private async Task<StepResult> WaitAsync(IForge forge, ForgePullRequest pullRequest, CancellationToken cancellationToken)
    {
        var failures = new List<Diagnostic>();
        var missing = await Gates.MissingAsync(forge, pullRequest, failures, cancellationToken);
        if (failures.Count > 0) return StepResult.Failed(failures[0]) with { Diagnostics = [.. failures], Undo = UndoOf(pullRequest), Evidence = [pullRequest.WebUrl.ToString()] };
        var waits = pullRequest.State == PullRequestState.Merged ? missing : [.. missing, "it is not merged"];
        if (waits.Count > 0) return Waiting(pullRequest, $"#{pullRequest.Number} waits: {string.Join("; ", waits)}");
        return StepResult.Succeeded($"#{pullRequest.Number} is merged") with { Undo = UndoOf(pullRequest), Evidence = [pullRequest.WebUrl.ToString(), $"merged as {pullRequest.MergeSha}"] };
    }

    // How many files the rewrites behind this step would change now.
    private async Task<(int Files, StepResult? Problem)> ChangedAsync(StepContext context, CancellationToken cancellationToken)
    {
        var overlay = new OverlayWorkspace(context.Workspace);
        foreach (var rewrite in Behind(context.Phase).OfType<RewriteStep>())
        {
            var result = await rewrite.RunAsync(context with { Workspace = overlay, IsSimulation = true, IncludeReview = Options.IncludeReview }, cancellationToken);
            if (!result.GoesOn) return (0, result);
        }

        return (overlay.Written.Count(w => w.Value is not { } after || context.Workspace.Read(w.Key) is not { } before || !before.Span.SequenceEqual(after.Span)), null);
    }

    private IEnumerable<Step> Behind(Phase phase) => phase.Steps.SkipWhile(s => s.Header.Id != Header.Id).Skip(1).TakeWhile(s => s is not PullRequestStep);

    private Step? NextIn(Phase phase) => phase.Steps.SkipWhile(s => s.Header.Id != Header.Id).Skip(1).FirstOrDefault(s => s is PullRequestStep);

    private string BranchIn(StepContext context) => Options.Branch ?? Proposal.BranchOf(context.Migration, context.Phase.Id, OwnId(context.Phase));

    private string UnitIn(StepContext context) => UnitOf(context.Migration, context.Phase);

    private string UnitOf(Migration migration, Phase phase) => Proposal.UnitOf(migration, phase.Id, OwnId(phase));

    // The only one of a phase is the phase's; of several, each has its own branch.
    private string? OwnId(Phase phase) => phase.Steps.Count(s => s is PullRequestStep) > 1 ? Header.Id : null;

    private static async Task<bool> HasAsync(StepContext context, string? commit, CancellationToken cancellationToken) =>
        commit is null || (await context.Git.RunAsync(["merge-base", "--is-ancestor", commit, "HEAD"], cancellationToken)).Succeeded;

    private static StepResult Waiting(ForgePullRequest pullRequest, string summary) =>
        new(StepOutcome.Waiting, summary) { Undo = UndoOf(pullRequest), Evidence = [pullRequest.WebUrl.ToString()] };

    private static StepResult Adopted(string summary) => new(StepOutcome.Adopted, summary);

    private static JsonElement UndoOf(ForgePullRequest pullRequest) => new JsonObject { ["number"] = pullRequest.Number }.ToElement();

    private static string Count(int files) => string.Create(CultureInfo.InvariantCulture, $"{files} {(files == 1 ? "file" : "files")}");

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("pull-request", (header, reader, _) => new PullRequestStep(
        header,
        new PullRequestOptions
        {
            Base = reader.Text("base"),
            Branch = reader.Text("branch"),
            Title = reader.Text("title"),
            Draft = reader.Flag("draft"),
            Labels = reader.Texts("labels"),
            Reviewers = reader.Texts("reviewers"),
            TeamReviewers = reader.Texts("teamReviewers"),
        },
        ReadGates(reader, header.Id)));

    private static PullRequestGates ReadGates(DefinitionReader reader, string step)
    {
        if (reader.Section("gates", $"gates of step '{step}'") is not { } section) return new PullRequestGates([], 0);
        var gates = new PullRequestGates(section.Texts("checks"), section.Number("approvals") ?? 0);
        section.Finish();
        return gates;
    }
}
