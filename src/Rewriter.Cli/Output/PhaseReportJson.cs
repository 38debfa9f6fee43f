using System.Text.Json.Nodes;
using Rewriter.Migrations.Execution;

namespace Rewriter.Cli.Output;

/// <summary>What came of a phase, as JSON.</summary>
internal static class PhaseReportJson
{
    public static string Write(PhaseReport report) => JsonText.Write(new JsonObject
    {
        ["phase"] = report.Phase.Id,
        ["status"] = JsonText.Word(report.Status),
        ["plan"] = report.Plan?.Binding.Digest,
        ["steps"] = JsonText.Array(report.Steps.Select(s => JsonText.Of(s.Step, s.Result))),
        ["files"] = JsonText.Texts(report.Status is PhaseStatus.Done or PhaseStatus.Waiting ? report.Plan?.Files.Select(f => f.Path.Value) ?? [] : []),
        ["hazards"] = JsonText.Array(report.Plan?.Hazards.Select(JsonText.Of) ?? []),
        ["diagnostics"] = JsonText.Array(report.Diagnostics.Select(JsonText.Of)),
    });
}
