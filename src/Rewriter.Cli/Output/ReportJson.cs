using System.Globalization;
using System.Text.Json.Nodes;
using Rewriter.Migrations.Reporting;

namespace Rewriter.Cli.Output;

/// <summary>A report as JSON.</summary>
internal static class ReportJson
{
    public static string Write(MigrationReport report) => JsonText.Write(new JsonObject
    {
        ["migration"] = report.Migration.Id,
        ["why"] = report.Migration.Why.Trim(),
        ["at"] = Time(report.At),
        ["phases"] = JsonText.Array(report.Phases.Select(Of)),
        ["next"] = report.Next,
    });

    private static JsonObject Of(PhaseHistory phase) => new()
    {
        ["id"] = phase.Phase.Id,
        ["title"] = phase.Phase.Title,
        ["progress"] = JsonText.Word(phase.Progress),
        ["runs"] = phase.Runs,
        ["takenBack"] = JsonText.Array(phase.TakenBack.Select(Of)),
        ["begun"] = Time(phase.Begun),
        ["done"] = Time(phase.Done),
        ["settings"] = new JsonObject(phase.Settings.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
        ["steps"] = JsonText.Array(phase.Steps.Select(Of)),
        ["overridden"] = JsonText.Texts(phase.Overridden),
        ["accepted"] = JsonText.Texts(phase.Accepted),
        ["risks"] = JsonText.Array(phase.Phase.Risks.Select(r => (JsonNode?)new JsonObject { ["risk"] = r.Name, ["impact"] = r.Impact, ["mitigation"] = r.Mitigation, ["step"] = r.Step })),
    };

    private static JsonObject Of(RunHistory run) => new()
    {
        ["begun"] = Time(run.Begun),
        ["done"] = Time(run.Done),
        ["undone"] = Time(run.Undone),
        ["by"] = run.By,
        ["because"] = run.Because,
        ["settings"] = new JsonObject(run.Settings.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
        ["steps"] = JsonText.Array(run.Steps.Select(Of)),
    };

    private static JsonObject Of(StepHistory step) => new()
    {
        ["id"] = step.Step.Header.Id,
        ["kind"] = step.Step.Header.Kind,
        ["title"] = step.Step.Header.Title,
        ["irreversible"] = step.Step.IrreversibleBecause,
        ["state"] = step.State,
        ["begun"] = Time(step.Begun),
        ["ended"] = Time(step.Ended),
        ["undone"] = Time(step.Undone?.At),
        ["tries"] = step.Tries,
        ["summary"] = step.Last?.Summary,
        ["evidence"] = JsonText.Texts(step.Last?.Evidence ?? []),
        ["decisions"] = JsonText.Array(step.Decisions.Select(d => (JsonNode?)new JsonObject { ["what"] = JsonText.Word(d.Event), ["by"] = d.By, ["at"] = Time(d.At), ["summary"] = d.Summary, ["evidence"] = JsonText.Texts(d.Evidence) })),
    };

    private static string? Time(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture);
}
