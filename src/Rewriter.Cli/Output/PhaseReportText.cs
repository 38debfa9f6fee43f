using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;

namespace Rewriter.Cli.Output;

/// <summary>What came of a phase, as text for people.</summary>
/// <param name="writer">Where results go.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="style">Colours.</param>
internal sealed class PhaseReportText(TextWriter writer, TextWriter errors, Style style)
{
    public void Write(PhaseReport report)
    {
        if (report.Status == PhaseStatus.Refused && report.Plan is { } plan) new PlanText(writer, style).WriteHazards([.. plan.Hazards.Where(h => h.Stops)]);
        foreach (var (step, result) in report.Steps) writer.WriteLine($"  {Mark(result)} {step.Header.Id,-22} {result.Summary}");
        if (report.Plan is not null && report.Status is (PhaseStatus.Done or PhaseStatus.Waiting)) WriteFiles(report);
        writer.Flush();
        foreach (var diagnostic in report.Diagnostics) DiagnosticText.Write(errors, diagnostic, style);
        writer.WriteLine(Verdict(report));
    }

    private void WriteFiles(PhaseReport report)
    {
        var edits = report.Steps.SelectMany(s => s.Result.Decisions).Where(d => d.Disposition == Disposition.Changed).GroupBy(d => d.Occurrence.File).ToList();
        if (edits.Count == 0) return;
        writer.WriteLine();
        foreach (var file in edits) writer.WriteLine($"  {file.Count(),4}  {style.Place(file.Key.Value)}");
        var kept = report.Plan!.Outcome.Of(Disposition.Kept).Count();
        writer.WriteLine(style.Faint($"  {kept} places kept for stated reasons; 'rewrite scan' lists them"));
        writer.WriteLine();
    }

    // In a rollback the rollback itself goes on.
    private static string GoOn(PhaseReport report) => report.Plan is null ? $"rewrite rollback {report.Phase.Id}"
        : report.Steps is [.., (ApproveStep or WaitStep, _)] ? "rewrite resume"
        : "rewrite resume --contract";

    private string Mark(StepResult result) => result.Outcome switch
    {
        StepOutcome.Succeeded => style.Good("done   "),
        StepOutcome.Adopted => style.Good("adopted"),
        StepOutcome.Skipped => style.Faint("skipped"),
        StepOutcome.Waiting => style.Warn("waiting"),
        StepOutcome.Inconclusive => style.Warn("unclear"),
        _ => style.Bad("failed "),
    };

    private string Verdict(PhaseReport report) => report.Status switch
    {
        PhaseStatus.Done => style.Good($"Phase {report.Phase.Id} is done.") + (report.Phase.ContractPoint is null ? $" Take it back with: rewrite rollback {report.Phase.Id}" : " It is past its contract point: there is no way back."),
        PhaseStatus.AlreadyDone => style.Good($"Phase {report.Phase.Id} was done before; nothing was changed."),
        PhaseStatus.Waiting => style.Warn($"Phase {report.Phase.Id} waits.") + $" Go on with: {GoOn(report)}; or take it back with: rewrite rollback {report.Phase.Id}",
        PhaseStatus.Inconclusive => style.Warn($"Phase {report.Phase.Id} stands at a step without a clear end.") + $" Ask again with: rewrite resume; or say what you found with: rewrite resolve {report.Phase.Id} {report.Steps[^1].Step.Header.Id}",
        PhaseStatus.RolledBack => style.Good($"Phase {report.Phase.Id} was taken back."),
        PhaseStatus.Stopped => style.Bad($"Phase {report.Phase.Id} stopped. What was done is in the ledger: 'rewrite status' shows it."),
        _ => style.Bad($"Phase {report.Phase.Id} was refused. Nothing was changed."),
    };
}
