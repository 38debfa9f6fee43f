using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Planning;

/// <summary>
/// Makes the plan of a phase by playing it through: the steps that apply would run, on copies of files, state and cloud.
/// What has been done already is not played again.
/// </summary>
/// <param name="session">The migration and what it works on.</param>
public sealed class PhasePlanner(MigrationSession session)
{
    /// <summary>Makes a plan; writes nothing.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="includeReview">True where a person agreed to what rules only propose.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PhasePlan> PlanAsync(Phase phase, bool includeReview, CancellationToken cancellationToken)
    {
        var overlay = new OverlayWorkspace(session.Workspace);
        var (engine, cloud) = session.Engines.Simulation(overlay);
        var context = session.ContextFor(phase, "plan") with
        {
            Workspace = overlay,
            Engine = engine,
            Cloud = cloud,
            IsSimulation = true,
            Session = null,
            IncludeReview = includeReview,
            Progress = static _ => { },
        };

        var play = new HazardCollector(session, phase);
        var approvals = new ApprovalDigests(session);
        var written = new WrittenFiles(session, overlay);
        var steps = await PlayAsync(phase, context, play, step => approvals.Before(step, overlay), written.After, cancellationToken);
        var outcome = new RepositoryRewriter(session.Migration.Rules, session.Migration.Exclude).Rewrite(overlay, phase.Generation, session.Migration.Rules.Rules);
        var dangers = play.Context(outcome, overlay);
        var files = overlay.Written.Select(w => new PlannedFile(w.Key, session.Workspace.Read(w.Key), w.Value, overlay.OriginOf(w.Key))).Where(Differs).ToImmutableArray();
        return new PhasePlan
        {
            Migration = session.Migration,
            Phase = phase,
            Steps = steps,
            Files = files,
            Outcome = outcome,
            Hazards = HazardAnalyzer.Analyze(dangers),
            States = dangers.States,
            Diagnostics = [.. NameLimitProblems(phase), .. new RollbackOrder(session.Migration, phase, s => written.Of(phase, s)).Problems(), .. steps.SelectMany(s => s.Result?.Diagnostics ?? []), .. outcome.Scan.Refused, .. phase.Settles && steps.All(s => s.IsDone || s.Result is { GoesOn: true }) ? Leftovers(outcome, overlay) : []],
            Binding = Bind(phase, files, steps),
            Approvals = approvals.Finish(phase, steps, overlay),
        };
    }

    /// <summary>The digest to which decisions about a step are bound.</summary>
    public async Task<string> ApprovalDigestAsync(Phase phase, ApproveStep step, bool includeReview, CancellationToken cancellationToken) =>
        phase.Steps.Contains(step)
            ? (await PlanAsync(phase, includeReview, cancellationToken)).Approvals[step.Header.Id]
            : ApprovalDigests.OfRollback(session, phase);

    /// <summary>A leftover as a diagnostic at its place.</summary>
    public static IEnumerable<Diagnostic> Leftovers(RewriteResult outcome, IWorkspace workspace)
    {
        foreach (var group in outcome.Decisions.Where(d => d.Disposition is Disposition.Leftover or Disposition.Changed).GroupBy(d => d.Occurrence.File))
        {
            if (workspace.Read(group.Key) is not { } bytes || SourceFile.Read(group.Key, bytes, out _) is not { } file) continue;
            foreach (var decision in group)
            {
                var reason = decision.Disposition == Disposition.Leftover ? decision.Reason : $"still there, although rule '{decision.Rule!.Id}' changes it";
                yield return Descriptors.Leftover.At(file, decision.Occurrence.Span, decision.Occurrence.Text, reason);
            }
        }
    }

    private async Task<ImmutableArray<StepPlan>> PlayAsync(Phase phase, StepContext context, HazardCollector play, Action<Step> before, Action<Step> after, CancellationToken cancellationToken)
    {
        var plans = ImmutableArray.CreateBuilder<StepPlan>();
        var stopped = false;
        for (var i = 0; i < phase.Steps.Length; i++)
        {
            var step = phase.Steps[i];
            if (session.IsDone(phase, step)) plans.Add(new StepPlan(step, null, IsDone: true));
            else if (stopped) plans.Add(new StepPlan(step, null, IsDone: false));
            else
            {
                play.Before(i, step, context.Workspace);
                before(step);
                var result = step.Header.Needs.FirstOrDefault(n => !plans.Any(p => p.Step.Header.Id == n && (p.IsDone || p.Result is { GoesOn: true }))) is { } missing ? StepConditions.NeedMissing(missing)
                    : StepConditions.SkipReason(step, context.Settings) is { } skip ? new StepResult(StepOutcome.Skipped, skip)
                    : session.Secrets.Mask(await step.RunAsync(context, cancellationToken));
                play.After(i, step, result);
                after(step);
                context = context with { Settings = context.Settings.With(step.Header.Id, result.Outputs) };
                stopped = !result.GoesOn && step.Header.OnFailure != FailurePolicy.Continue;
                plans.Add(new StepPlan(step, result, IsDone: false));
            }
        }

        return plans.ToImmutable();
    }

    private IEnumerable<Diagnostic> NameLimitProblems(Phase phase)
    {
        foreach (var role in session.Migration.Rules.Roles.Where(r => r.Type is not null))
        {
            var name = role.Names[phase.Generation];
            if (NameLimits.Check(role.Type!, name) is { } problem)
                yield return Descriptors.NameNotAllowed.At(session.Migration.File, session.Migration.PlaceOf(role, phase.Generation), name, role.Id, phase.Generation, problem);
        }

        foreach (var same in session.Migration.Rules.Roles.Where(r => r.Type is not null).GroupBy(r => (r.Type, Name: r.Names[phase.Generation])).Where(g => g.Count() > 1))
        {
            var second = same.ElementAt(1);
            yield return Descriptors.NameNotAllowed.At(session.Migration.File, session.Migration.PlaceOf(second, phase.Generation), same.Key.Name, second.Id, phase.Generation, $"role '{same.First().Id}' has it already");
        }
    }

    private PlanBinding Bind(Phase phase, ImmutableArray<PlannedFile> files, ImmutableArray<StepPlan> steps) => new(
        session.Migration.File.Digest,
        files.ToImmutableSortedDictionary(f => f.Path.Value, f => $"{DigestOf(f.Before)}:{DigestOf(f.After)}", StringComparer.Ordinal),
        steps.Where(s => s.Result?.Preview is not null).ToImmutableSortedDictionary(s => s.Step.Header.Id, s => s.Result!.Preview!.Digest, StringComparer.Ordinal),
        session.OpenSettings)
    {
        Outputs = Outputs(phase, steps),
    };

    // Of what is done the ledger tells; what a plan cannot know stands in parentheses.
    private ImmutableSortedDictionary<string, string> Outputs(Phase phase, ImmutableArray<StepPlan> steps)
    {
        var done = session.StartsAnew(phase) ? ImmutableSortedDictionary<string, string>.Empty : session.Ledger.Outputs(session.Migration.Id, phase.Id);
        return done.SetItems(steps.Where(s => s.Result is { GoesOn: true }).SelectMany(s => s.Result!.Outputs
            .Where(o => StepResult.IsKnown(o.Value))
            .Select(o => KeyValuePair.Create(SettingValues.OutputName(s.Step.Header.Id, o.Key), o.Value))));
    }

    private static string DigestOf(ReadOnlyMemory<byte>? bytes) => bytes is { } held ? SourceFile.DigestOf(held.Span) : "none";

    private static bool Differs(PlannedFile file) =>
        file.Before is null != file.After is null || (file.Before is { } before && !before.Span.SequenceEqual(file.After!.Value.Span));
}
