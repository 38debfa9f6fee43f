using System.Text;
using Rewriter.Migrations.Reporting;

namespace Rewriter.Cli.Output;

/// <summary>A report as text for a terminal.</summary>
internal static class ReportText
{
    public static string Write(MigrationReport report, Style style)
    {
        var text = new StringBuilder();
        text.Append(style.Strong(report.Migration.Id)).Append("  ").Append(report.Migration.Why.Trim()).Append('\n');
        foreach (var phase in report.Phases)
        {
            text.Append('\n').Append(style.Strong(phase.Phase.Id)).Append("  ").Append(ReportWords.Progress(phase)).Append("  ").Append(phase.Phase.Title).Append('\n');
            if (phase.Begun is not null) text.Append(style.Faint($"  {ReportWords.Time(phase.Begun)} to {(phase.Done is null ? "now" : ReportWords.Time(phase.Done))}")).Append('\n');
            foreach (var step in phase.Steps) Append(text, step, style);
            foreach (var line in phase.Overridden) text.Append("  overridden: ").Append(line).Append('\n');
            foreach (var line in phase.Accepted) text.Append("  accepted: ").Append(line).Append('\n');
            foreach (var run in phase.TakenBack)
            {
                text.Append("  ").Append(style.Strong(ReportWords.TakenBack(run))).Append(style.Faint($"  ({ReportWords.Ran(run)})")).Append('\n');
                foreach (var step in run.Steps) Append(text, step, style);
            }
        }

        return text.Append('\n').Append(report.Next).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, StepHistory step, Style style)
    {
        text.Append($"  {step.State,-13} {step.Step.Header.Id,-22} {step.Last?.Summary ?? step.Step.Header.Title}");
        if (ReportWords.Took(step) is { Length: > 0 } took) text.Append(style.Faint($"  {took}"));
        text.Append('\n');
        foreach (var decision in step.Decisions) text.Append("                ").Append(ReportWords.Decision(decision)).Append('\n');
        foreach (var evidence in step.Last?.Evidence ?? []) text.Append(style.Faint($"                {evidence}")).Append('\n');
    }
}
