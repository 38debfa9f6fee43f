using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment.Hazards;
using Rewriter.Migrations;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Text;

namespace Rewriter.Cli.Output;

/// <summary>A plan as text for people: hazards first, then steps, diffs, counts, what is kept and what is left.</summary>
/// <param name="writer">Where it goes.</param>
/// <param name="style">Colours.</param>
internal sealed class PlanText(TextWriter writer, Style style)
{
    public void Write(PhasePlan plan, bool withDiff)
    {
        writer.WriteLine($"{style.Strong($"{plan.Migration.Id} / {plan.Phase.Id}")}  {(plan.Phase.Generation.Length > 0 ? $"to {plan.Phase.Generation}: " : string.Empty)}{plan.Phase.Title}");
        writer.WriteLine(style.Faint($"  {plan.Phase.Why}"));
        writer.WriteLine();
        WriteHazards(plan.Hazards);
        WriteSteps(plan);
        WriteCommands(plan);
        WriteRollback(plan.Phase);
        WriteRisks(plan.Phase);
        if (withDiff) WriteDiffs(plan);
        WriteCounts(plan);
        WriteKept(plan);
        WriteDiagnostics(plan.Diagnostics);
        writer.WriteLine(Verdict(plan));
    }

    public void WriteHazards(IReadOnlyCollection<HazardFinding> hazards)
    {
        if (hazards.Count == 0) return;
        writer.WriteLine(style.Strong("Hazards"));
        foreach (var hazard in hazards)
        {
            var weight = hazard.AllowedBecause is not null ? style.Faint("accepted") : hazard.Stops ? style.Bad("blocker") : style.Warn("high");
            writer.WriteLine($"  {hazard.Id,-4}{weight}  {hazard.Message}");
            foreach (var evidence in hazard.Evidence.Take(6)) writer.WriteLine($"        {style.Faint(evidence.ToString())}");
            if (hazard.Evidence.Length > 6) writer.WriteLine(style.Faint($"        and {hazard.Evidence.Length - 6} more"));
            writer.WriteLine(hazard.AllowedBecause is { } because ? $"        accepted because {because}" : $"        {hazard.Remedy} Cleared by: {hazard.ClearedBy}");
            if (hazard is { AllowedBecause: null, Paste: { } paste }) writer.WriteLine($"\n{Indented(paste.Text)}\n");
        }

        writer.WriteLine();
    }

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(l => $"        {l}"));

    private void WriteSteps(PhasePlan plan)
    {
        writer.WriteLine(style.Strong("Steps"));
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            var (step, result, isDone) = plan.Steps[i];
            var contract = step.Header.IsContract ? style.Warn("  [contract point: no way back behind it]") : string.Empty;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {i + 1,2}  {step.Header.Id,-22} {step.Header.Kind,-14} {Line(result, isDone)}{contract}"));
            if (!isDone && step.IrreversibleBecause is { } why) writer.WriteLine($"        {style.Warn("irreversible:")} {why}");
            foreach (var evidence in result?.Preview is null ? [] : PreviewReport.Lines(result.Preview)) writer.WriteLine($"        {evidence}");
        }

        writer.WriteLine();
    }

    private void WriteCommands(PhasePlan plan)
    {
        var commands = plan.Commands.ToList();
        if (commands.Count == 0) return;
        writer.WriteLine($"{style.Strong("Commands")}  they run only with --allow-commands");
        foreach (var (step, line) in commands) writer.WriteLine($"  {step.Header.Id,-22} {line.Expand(plan.Settings, out _).Text}{(line.Environment.IsEmpty ? string.Empty : style.Faint($"  with {string.Join(", ", line.Environment)}"))}");
        foreach (var (step, line) in plan.Steps.SelectMany(s => s.Step.UndoCommands.Select(u => (s.Step, u)))) writer.WriteLine($"  {step.Header.Id,-22} {style.Faint("taken back by")} {line.Expand(plan.Settings, out _).Text}");
        writer.WriteLine();
    }

    private void WriteRollback(Phase phase)
    {
        if (phase.Rollback.IsEmpty) return;
        writer.WriteLine(style.Strong("Rollback"));
        foreach (var part in phase.Rollback) writer.WriteLine($"  {part.Id,-22} {part.Title}: {string.Join(", ", part.Undo.Select(u => $"undo {u}").Concat(part.Steps.Select(s => s.Header.Id)))}");
        writer.WriteLine();
    }

    private void WriteRisks(Phase phase)
    {
        if (phase.Risks.IsEmpty) return;
        writer.WriteLine(style.Strong("Risks"));
        foreach (var risk in phase.Risks) writer.WriteLine($"  {risk.Name}: {risk.Impact}. {risk.Mitigation}{(risk.Step is null ? string.Empty : style.Faint($"  step {risk.Step}"))}");
        writer.WriteLine();
    }

    private string Line(StepResult? result, bool isDone) => isDone ? style.Faint("done before") : result is null ? style.Faint("not reached") : result.Outcome switch
    {
        StepOutcome.Succeeded => result.Summary,
        StepOutcome.Adopted => style.Good("adopted: ") + result.Summary,
        StepOutcome.Skipped => style.Faint("skipped: " + result.Summary),
        _ => style.Bad($"{JsonText.Word(result.Outcome)}: ") + result.Summary,
    };

    private void WriteDiffs(PhasePlan plan)
    {
        foreach (var file in plan.Files) writer.Write(UnifiedDiff.Render(file.Path, TextOf(file.Path, file.Before), TextOf(file.Path, file.After), style));
        if (plan.Files.Length > 0) writer.WriteLine();
    }

    private static string? TextOf(RepoPath path, ReadOnlyMemory<byte>? bytes) =>
        bytes is { } held ? SourceFile.Read(path, held, out _)?.Text ?? "(no text)\n" : null;

    private void WriteCounts(PhasePlan plan)
    {
        var edits = plan.Steps.SelectMany(s => s.Result?.Decisions ?? []).Where(d => d.Disposition == Disposition.Changed).ToList();
        if (edits.Count == 0) return;
        writer.WriteLine($"{style.Strong("Changes")}  {edits.Count} places in {plan.Files.Length} files");
        foreach (var rule in edits.GroupBy(d => d.Rule!)) writer.WriteLine($"  {rule.Count(),4}  {rule.Key.Id,-24} {style.Faint(rule.Key.Why)}");
        foreach (var file in edits.GroupBy(d => d.Occurrence.File)) writer.WriteLine($"  {file.Count(),4}  {style.Place(file.Key.Value)}");
        writer.WriteLine();
    }

    private void WriteKept(PhasePlan plan)
    {
        var kept = plan.Outcome.Of(Disposition.Kept).ToList();
        if (kept.Count > 0) writer.WriteLine($"{style.Strong("Kept")}  {kept.Count} places");
        foreach (var group in kept.GroupBy(d => d.Reason))
        {
            writer.WriteLine($"  {group.Count(),4}  {group.Key}");
            writer.WriteLine(style.Faint($"        {string.Join(", ", group.Take(4).Select(d => d.Occurrence.Place))}{(group.Count() > 4 ? ", …" : string.Empty)}"));
        }

        if (kept.Count > 0) writer.WriteLine();
        var proposed = plan.Outcome.Of(Disposition.Proposed).ToList();
        if (proposed.Count > 0) writer.WriteLine($"{style.Strong("Proposed")}  {proposed.Count} places, made with --include-review");
        foreach (var decision in proposed) writer.WriteLine($"        {style.Place(decision.Occurrence.Place)}  {decision.Occurrence.Text} -> {decision.NewText}: {decision.Reason}");
        if (proposed.Count > 0) writer.WriteLine();
    }

    /// <summary>Writes what is wrong, with a blank line behind it; nothing where nothing is.</summary>
    public void WriteDiagnostics(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) DiagnosticText.Write(writer, diagnostic, style);
        if (diagnostics.Count > 0) writer.WriteLine();
    }

    private string Verdict(PhasePlan plan)
    {
        var digest = plan.Binding.Digest[..12];
        if (plan.IsBlocked) return style.Bad($"Plan {digest} cannot be applied: {plan.Blockers.Count()} blockers, {plan.Errors.Count()} errors. Nothing was changed.");
        if (!plan.HasChanges) return style.Good($"Plan {digest}: nothing to do.");
        return $"Plan {digest}: apply it with {style.Strong($"rewrite apply {plan.Phase.Id}")}";
    }
}
