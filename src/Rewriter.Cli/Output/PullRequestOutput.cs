using System.Text.Json.Nodes;
using Rewriter.Migrations.PullRequests;

namespace Rewriter.Cli.Output;

/// <summary>What <c>pr</c> says.</summary>
internal static class PullRequestOutput
{
    public static void Text(TextWriter writer, TextWriter errors, Style style, PullRequestOutcome outcome, IReadOnlyList<string> requests, bool isDryRun)
    {
        if (isDryRun) writer.WriteLine(style.Strong(requests.Count == 0 ? "No request would be sent that changes anything." : "Requests that would be sent:"));
        foreach (var request in requests) writer.WriteLine($"  {request}");
        var word = JsonText.Word(outcome.Action);
        var coloured = outcome.Action is PullRequestAction.Stopped ? style.Bad(word) : outcome.Action is PullRequestAction.Declined ? style.Warn(word) : style.Good(word);
        writer.WriteLine($"{coloured}  {outcome.Summary}");
        writer.WriteLine($"  {outcome.Branch} -> {outcome.Base}{(outcome.HeadSha is { } head ? $"  at {head[..12]}" : string.Empty)}");
        if (outcome.PullRequest is { Number: > 0 } shown) writer.WriteLine($"  {style.Place(shown.WebUrl.ToString())}");
        foreach (var note in outcome.Notes) writer.WriteLine(style.Faint($"  {note}"));
        writer.Flush();
        foreach (var diagnostic in outcome.Diagnostics) DiagnosticText.Write(errors, diagnostic, style);
    }

    public static string Json(PullRequestOutcome outcome, IReadOnlyList<string> requests) => JsonText.Write(new JsonObject
    {
        ["action"] = JsonText.Word(outcome.Action),
        ["summary"] = outcome.Summary,
        ["branch"] = outcome.Branch,
        ["base"] = outcome.Base,
        ["head"] = outcome.HeadSha,
        ["plan"] = outcome.PlanDigest,
        ["number"] = outcome.PullRequest?.Number,
        ["url"] = outcome.PullRequest?.WebUrl.ToString(),
        ["files"] = JsonText.Array(outcome.Files.Select(File)),
        ["notes"] = JsonText.Texts(outcome.Notes),
        ["requests"] = JsonText.Texts(requests),
        ["diagnostics"] = JsonText.Array(outcome.Diagnostics.Select(JsonText.Of)),
    });

    private static JsonObject File(ProposedFile file) => new()
    {
        ["path"] = file.Path,
        ["mode"] = GitModes.Write(file.Mode),
        ["before"] = file.Before,
        ["after"] = file.After,
    };
}
