using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.PullRequests;

namespace Rewriter.Cli.Output;

/// <summary>What came of a command, for a comment in a pull request.</summary>
internal static class ResultMarkdown
{
    public static string Of(PhaseReport report)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"### Apply of {MarkdownText.Code(report.Phase.Id)}: {JsonText.Word(report.Status)}\n\n");
        if (!report.Steps.IsEmpty) text.Append("| Step | | |\n| --- | --- | --- |\n");
        foreach (var (step, result) in report.Steps) text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Code(step.Header.Id)} | {JsonText.Word(result.Outcome)} | {MarkdownText.Plain(result.Summary)} |\n");
        return Messages(text, report.Diagnostics);
    }

    public static string Of(VerifyReport report)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"### Verification of {MarkdownText.Code(report.Phase.Id)}: {(report.IsClean ? "everything is as the phase leaves it" : $"{report.Findings.Length} findings")}\n");
        return Messages(text, report.Findings);
    }

    private static string Messages(StringBuilder text, IEnumerable<Diagnostic> diagnostics)
    {
        text.Append('\n');
        foreach (var diagnostic in diagnostics)
        {
            var place = DiagnosticText.PlaceOf(diagnostic) is { Length: > 0 } at ? MarkdownText.Code(at) + ": " : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"- {place}**{diagnostic.Id}** {MarkdownText.Plain(diagnostic.GetMessage(CultureInfo.InvariantCulture))}\n");
        }

        return text.ToString();
    }
}
