using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>Everything that is checked before a phase touches anything.</summary>
/// <param name="session">The migration and what it works on.</param>
internal sealed class PhaseGate(MigrationSession session)
{
    /// <summary>Whether the phases before are done and none behind was begun.</summary>
    public Diagnostic? Order(Phase phase)
    {
        foreach (var earlier in session.Migration.Phases.TakeWhile(p => p.Id != phase.Id).Where(phase.StandsOn))
        {
            var progress = session.ProgressOf(earlier);
            if (progress != PhaseProgress.Done)
                return Descriptors.PhaseOutOfOrder.Anywhere(phase.Id, earlier.Id, progress == PhaseProgress.Begun ? "was begun and is not done" : "was not applied");
        }

        return null;
    }

    /// <summary>Whether resources of a phase that was begun are left to the engine that began.</summary>
    public Diagnostic? Engine(Phase phase) =>
        phase.Steps.Any(s => s.ChangesResources)
        && session.Ledger.EngineOf(session.Migration.Id, phase.Id) is { } began && began != session.Engines.Id
            ? Descriptors.EngineDiffers.Anywhere(phase.Id, began, session.Engines.Id)
            : null;

    /// <summary>Whether steps that were applied still have the definition by which they were.</summary>
    public IEnumerable<Diagnostic> ChangedSteps(Phase phase)
    {
        foreach (var step in phase.Steps.Where(s => session.IsDone(phase, s)))
        {
            if (session.Ledger.LastOf(session.Migration.Id, phase.Id, step.Header.Id)?.Digest is { } digest && digest != step.Header.Digest)
                yield return step.Header.Place.Length > 0 ? Descriptors.StepChanged.At(session.Migration.File, step.Header.Place, step.Header.Id) : Descriptors.StepChanged.At(session.Migration.File.Path, step.Header.Id);
        }
    }

    /// <summary>Whether a plan may be carried out.</summary>
    public ImmutableArray<Diagnostic> Plan(PhasePlan plan, ApplyOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        if (options.Plan is { } shown && shown.DifferenceFrom(plan.Binding) is { } difference) problems.Add(Descriptors.PlanStale.Anywhere(difference));
        if (options.AgreedDigest is { } agreed && !plan.Binding.Digest.StartsWith(agreed, StringComparison.OrdinalIgnoreCase)) problems.Add(Descriptors.ConsentDiffers.Anywhere(agreed, plan.Binding.Digest[..12]));
        problems.AddRange(plan.Errors);
        problems.AddRange(plan.Blockers.Where(b => !options.Overrides.ContainsKey(b.Id)).Select(b => Descriptors.Blocked.Anywhere(b.Id, $"{b.Message} {b.Remedy}")));
        if (plan.NeedsEngine && session.Engines.ApplyRefusal is { } readOnly) problems.Add(readOnly);
        problems.AddRange(Commands(plan.Commands));
        if (problems.Count == 0) problems.AddRange(Files(plan, options));
        return problems.ToImmutable();
    }

    /// <summary>Whether commands may run: the user allowed them, and this process has what they need.</summary>
    public IEnumerable<Diagnostic> Commands(IEnumerable<(Step Step, CommandLine Line)> commands)
    {
        foreach (var (step, line) in commands)
        {
            if (!session.AllowCommands) yield return Descriptors.CommandsNotAllowed.Anywhere(step.Header.Id, line.Expand(session.Settings, out _).Text);
            else if (line.MissingVariables(session.Environment).FirstOrDefault() is { } variable) yield return Descriptors.VariableMissing.Anywhere(variable, step.Header.Id);
        }
    }

    private IEnumerable<Diagnostic> Files(PhasePlan plan, ApplyOptions options)
    {
        if (!options.AllowDirty)
        {
            var written = new Lazy<ILookup<string, string?>>(WrittenByPhases);
            foreach (var dirty in session.VersionControl.UncommittedAmong([.. plan.Files.Select(f => f.Path)]).Where(d => !IsOwnChange(d, written.Value)).Order()) yield return Descriptors.FileDirty.At(dirty);
        }

        var guard = new PathGuard(session.Root);
        foreach (var file in plan.Files)
        {
            if (Refusal(() => { guard.Check(file.Path); guard.CheckWritable(file.Path); }) is { } refusal) yield return refusal;
        }
    }

    // What an earlier phase wrote is uncommitted too, but no person's change: the journal knows its bytes.
    private bool IsOwnChange(RepoPath path, ILookup<string, string?> written) =>
        session.Workspace.Read(path) is { } bytes && written[path.Value].Contains(SourceFile.DigestOf(bytes.Span));

    // The journals are read once for all files: each of them looks at every file that its operation wrote.
    private ILookup<string, string?> WrittenByPhases() => session.Ledger.Entries
        .Select(e => e.Operation)
        .OfType<string>()
        .Distinct()
        .SelectMany(session.Journal.PartsOf)
        .SelectMany(o => session.Journal.Inspect(o))
        .SelectMany(i => new[] { (i.Entry.Path, Digest: i.Entry.AfterDigest), (i.Entry.Path, Digest: i.Entry.BeforeDigest) })
        .ToLookup(e => e.Path, e => e.Digest, StringComparer.Ordinal);

    private static Diagnostic? Refusal(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (WorkspaceException refused)
        {
            return refused.Diagnostic;
        }
    }
}
