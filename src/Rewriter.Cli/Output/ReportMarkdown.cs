using System.Text;
using Rewriter.Migrations.Reporting;

namespace Rewriter.Cli.Output;

/// <summary>A report as Markdown, for a wiki or a pull request.</summary>
internal static class ReportMarkdown
{
    public static string Write(MigrationReport report)
    {
        var text = new StringBuilder($"# {Safe(report.Migration.Id)}\n\n{Safe(report.Migration.Why.Trim())}\n\nMade on {ReportWords.Time(report.At)}. {Safe(report.Next)}\n");
        foreach (var phase in report.Phases) Append(text, phase);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PhaseHistory phase)
    {
        text.Append($"\n## {Safe(phase.Phase.Id)}: {Safe(phase.Phase.Title)}\n\n{Safe(phase.Phase.Why.Trim())}\n\n**{ReportWords.Progress(phase)}**");
        if (phase.Begun is not null) text.Append($", from {ReportWords.Time(phase.Begun)} to {(phase.Done is null ? "now" : ReportWords.Time(phase.Done))}");
        Table(text, phase.Steps);
        List(text, "Decisions", phase.Steps.SelectMany(s => s.Decisions.Select(d => $"{s.Step.Header.Id}: {ReportWords.Decision(d)}")));
        List(text, "Evidence", phase.Steps.SelectMany(s => (s.Last?.Evidence ?? []).Select(e => $"{s.Step.Header.Id}: {e}")));
        List(text, "Overridden blockers", phase.Overridden);
        List(text, "Accepted hazards", phase.Accepted);
        List(text, "Risks", phase.Phase.Risks.Select(r => $"{r.Name}: {r.Impact}. {r.Mitigation}{(r.Step is null ? string.Empty : $" (step {r.Step})")}"));
        foreach (var run in phase.TakenBack)
        {
            text.Append($"\n### {Safe(ReportWords.TakenBack(run))}\n\nThe run was {ReportWords.Ran(run)}.");
            Table(text, run.Steps);
            List(text, "Decisions before it", run.Steps.SelectMany(s => s.Decisions.Select(d => $"{s.Step.Header.Id}: {ReportWords.Decision(d)}")));
        }
    }

    private static void Table(StringBuilder text, IEnumerable<StepHistory> steps)
    {
        text.Append("\n\n| Step | State | When | Took | What |\n| --- | --- | --- | --- | --- |\n");
        foreach (var step in steps) text.Append($"| {Safe(step.Step.Header.Id)} | {step.State} | {ReportWords.Time(step.Begun)} | {ReportWords.Took(step)} | {Safe(step.Last?.Summary ?? step.Step.Header.Title)} |\n");
    }

    private static void List(StringBuilder text, string title, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count == 0) return;
        text.Append($"\n### {title}\n\n");
        foreach (var item in all) text.Append("- ").Append(Safe(item)).Append('\n');
    }

    // What the ledger holds is text, whatever characters are in it.
    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in text.ReplaceLineEndings(" ")) safe.Append(c is '|' or '<' or '*' or '_' or '`' or '[' or ']' or '\\' ? $"\\{c}" : c.ToString());
        return safe.ToString();
    }
}
