using System.Globalization;
using System.Net;
using System.Text;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Reporting;

namespace Rewriter.Cli.Output;

/// <summary>A report as one HTML page that needs nothing else: no script, no other file, no network.</summary>
internal static class ReportHtml
{
    private const string Style = """
        :root { --ink: #1c2733; --faint: #5d6b7a; --line: #d9e0e7; --page: #f6f8fa; --card: #fff; --good: #1a7f4b; --warn: #9a6700; --bad: #b42318; --open: #5d6b7a; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4eaf0; --faint: #9aa8b6; --line: #33404d; --page: #14191f; --card: #1c232b; --good: #4cc38a; --warn: #e0b341; --bad: #ff8a80; --open: #9aa8b6; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 64px; }
        h1 { margin: 0 0 4px; font-size: 28px; } h2 { margin: 0; font-size: 19px; } h3 { margin: 18px 0 6px; font-size: 14px; color: var(--faint); text-transform: uppercase; letter-spacing: .04em; }
        p { margin: 4px 0; } .faint { color: var(--faint); } .next { margin-top: 14px; font-weight: 600; }
        .bar { display: flex; gap: 4px; margin: 20px 0 28px; } .bar a { flex: 1; padding: 6px 8px; border-top: 4px solid var(--open); color: var(--ink); text-decoration: none; font-size: 13px; background: var(--card); border-radius: 2px; }
        .bar a.done { border-color: var(--good); } .bar a.begun { border-color: var(--warn); }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 18px 20px; margin-bottom: 18px; }
        .head { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; justify-content: space-between; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin-top: 12px; font-size: 14px; } th { text-align: left; color: var(--faint); font-weight: 600; } th, td { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        td.when { white-space: nowrap; color: var(--faint); font-variant-numeric: tabular-nums; } code { font: 13px ui-monospace, Consolas, monospace; } .what { overflow-wrap: anywhere; }
        .state { font-weight: 600; white-space: nowrap; } .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .open { color: var(--open); }
        details { margin-top: 4px; } summary { cursor: pointer; color: var(--faint); font-size: 13px; } ul { margin: 4px 0 0; padding-left: 18px; } li { overflow-wrap: anywhere; }
        """;

    public static string Write(MigrationReport report)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{Safe(report.Migration.Id)}: report</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n");
        html.Append($"<h1>{Safe(report.Migration.Id)}</h1>\n<p>{Safe(report.Migration.Why.Trim())}</p>\n<p class=\"faint\">Made on {ReportWords.Time(report.At)}</p>\n<p class=\"next\">{Safe(report.Next)}</p>\n");
        html.Append("<nav class=\"bar\">");
        foreach (var phase in report.Phases) html.Append($"<a class=\"{Word(phase.Progress)}\" href=\"#{Safe(phase.Phase.Id)}\">{Safe(phase.Phase.Id)}</a>");
        html.Append("</nav>\n");
        foreach (var phase in report.Phases) Append(html, phase);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder html, PhaseHistory phase)
    {
        html.Append($"<section id=\"{Safe(phase.Phase.Id)}\">\n<div class=\"head\"><h2>{Safe(phase.Phase.Id)}: {Safe(phase.Phase.Title)}</h2><span class=\"state {Colour(phase.Progress)}\">{ReportWords.Progress(phase)}</span></div>\n");
        html.Append($"<p>{Safe(phase.Phase.Why.Trim())}</p>\n");
        if (phase.Begun is not null) html.Append($"<p class=\"faint\">{ReportWords.Time(phase.Begun)} to {(phase.Done is null ? "now" : ReportWords.Time(phase.Done))}</p>\n");
        Table(html, phase.Steps);
        List(html, "Settings", phase.Settings.Select(s => $"{s.Key} = {s.Value}"));
        List(html, "Overridden blockers", phase.Overridden);
        List(html, "Accepted hazards", phase.Accepted);
        List(html, "Risks", phase.Phase.Risks.Select(r => $"{r.Name}: {r.Impact}. {r.Mitigation}{(r.Step is null ? string.Empty : $" (step {r.Step})")}"));
        List(html, "Rollback", phase.Phase.Rollback.Select(r => $"{r.Title}: {string.Join(", ", r.Undo.Select(u => $"undo {u}").Concat(r.Steps.Select(s => s.Header.Id)))}"));
        foreach (var run in phase.TakenBack)
        {
            html.Append($"<h3>{Safe(ReportWords.TakenBack(run))}</h3>\n<p class=\"faint\">The run was {ReportWords.Ran(run)}.</p>\n");
            Table(html, run.Steps);
        }

        html.Append("</section>\n");
    }

    private static void Table(StringBuilder html, IEnumerable<StepHistory> steps)
    {
        html.Append("<div class=\"scroll\"><table>\n<thead><tr><th>Step</th><th>State</th><th>Begun</th><th>Took</th><th>What</th></tr></thead>\n<tbody>\n");
        foreach (var step in steps) Append(html, step);
        html.Append("</tbody>\n</table></div>\n");
    }

    private static void Append(StringBuilder html, StepHistory step)
    {
        html.Append($"<tr><td><code>{Safe(step.Step.Header.Id)}</code><br><span class=\"faint\">{Safe(step.Step.Header.Kind)}</span></td><td class=\"state {Colour(step.State)}\">{step.State}</td>");
        html.Append($"<td class=\"when\">{ReportWords.Time(step.Begun)}</td><td class=\"when\">{ReportWords.Took(step)}{(step.Tries > 1 ? string.Create(CultureInfo.InvariantCulture, $"<br>{step.Tries} tries") : string.Empty)}</td>");
        html.Append($"<td class=\"what\">{Safe(step.Step.Header.Title)}");
        if (step.Last is not null) html.Append($"<br><span class=\"faint\">{Safe(step.Last.Summary)}</span>");
        if (step.Step.IrreversibleBecause is { } why) html.Append($"<br><span class=\"warn\">irreversible: {Safe(why)}</span>");
        foreach (var decision in step.Decisions) html.Append($"<br>{Safe(ReportWords.Decision(decision))}");
        if (step.Last?.Evidence is { IsEmpty: false } evidence)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary>evidence ({evidence.Length})</summary><ul>");
            foreach (var line in evidence) html.Append($"<li><code>{Safe(line)}</code></li>");
            html.Append("</ul></details>");
        }

        html.Append("</td></tr>\n");
    }

    private static void List(StringBuilder html, string title, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count == 0) return;
        html.Append($"<h3>{title}</h3>\n<ul>");
        foreach (var item in all) html.Append($"<li>{Safe(item)}</li>");
        html.Append("</ul>\n");
    }

    private static string Word(PhaseProgress progress) => progress switch { PhaseProgress.Done => "done", PhaseProgress.Begun => "begun", _ => "open" };

    private static string Colour(PhaseProgress progress) => progress switch { PhaseProgress.Done => "good", PhaseProgress.Begun => "warn", _ => "open" };

    private static string Colour(string state) => state switch
    {
        "succeeded" or "adopted" => "good",
        "waiting" or "inconclusive" or "interrupted" => "warn",
        "failed" or "errored" => "bad",
        _ => "open",
    };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
