using System.Text.Json.Nodes;
using Rewriter.Migrations.Execution;
using Rewriter.Rules;

namespace Rewriter.Cli.Output;

/// <summary>What <c>verify</c> says.</summary>
internal static class VerifyOutput
{
    public static void Text(TextWriter writer, Style style, VerifyReport report)
    {
        if (report.Phase.Generation.Length > 0) writer.WriteLine($"{style.Strong(report.Phase.Id)}  {report.Files.Of(Disposition.InPlace).Count()} names are of {report.Phase.Generation}, {report.Files.Of(Disposition.Kept).Count()} kept for stated reasons");
        foreach (var resources in report.Resources) writer.WriteLine($"  state {resources.StateKey}: {(resources.IsClean ? "program, state and cloud agree" : $"{resources.Findings.Length} disagreements")}");
        foreach (var (step, result) in report.Checks) writer.WriteLine($"  {step.Header.Id}: {JsonText.Word(result.Outcome)}: {result.Summary}");
        foreach (var finding in report.Findings) DiagnosticText.Write(writer, finding, style);
        writer.WriteLine(report.IsClean ? style.Good("Everything is as the phase leaves it.") : style.Bad($"{report.Findings.Length} findings."));
    }

    public static string Sarif(Migrations.MigrationSession session, VerifyReport report)
    {
        var sarif = new SarifText(session.Migration.File.Path.Value);
        foreach (var finding in report.Findings) sarif.Add(finding);
        return sarif.Write();
    }

    public static string Json(VerifyReport report) => JsonText.Write(new JsonObject
    {
        ["phase"] = report.Phase.Id,
        ["clean"] = report.IsClean,
        ["inPlace"] = report.Files.Of(Disposition.InPlace).Count(),
        ["kept"] = report.Files.Of(Disposition.Kept).Count(),
        ["resources"] = JsonText.Array(report.Resources.Select(r => (JsonNode?)new JsonObject { ["state"] = r.StateKey, ["clean"] = r.IsClean })),
        ["checks"] = JsonText.Array(report.Checks.Select(c => JsonText.Of(c.Step, c.Result))),
        ["findings"] = JsonText.Array(report.Findings.Select(JsonText.Of)),
    });
}
