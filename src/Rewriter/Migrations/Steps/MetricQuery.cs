using System.Globalization;
using System.Text.RegularExpressions;
using Rewriter.Definitions;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>Where a number comes from: the answer of a server, or the output of a command.</summary>
/// <param name="Url">The address, with settings in it; null where a command is asked.</param>
/// <param name="Json">Where in the answer's JSON the number stands; null where the answer is the number.</param>
/// <param name="Line">The command; null where a server is asked.</param>
/// <param name="Output">A pattern whose first group is the number in the output; null where the output is the number.</param>
public sealed record MetricQuery(string? Url, string? Json, CommandLine? Line, string? Output)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    /// <summary>What is asked, for people.</summary>
    public string Text(SettingValues settings) =>
        Line?.Expand(settings, out _).Text ?? (Json is null ? string.Empty : $"{Json} of ") + settings.Expand(Url!, out _);

    /// <summary>Reads the keys <c>url</c> and <c>json</c>, or <c>argv</c> and <c>output</c>.</summary>
    public static MetricQuery Read(DefinitionReader reader, StepHeader header, MigrationScope scope)
    {
        var url = scope.ReadTemplate(reader, "url");
        var line = CommandLine.Read(reader, "argv", header, scope, CommandPlace.Read(reader));
        if (url is null == line is null) reader.Report(Descriptors.DefinitionKeyMissing, "kind", $"step '{header.Id}'", "url, or argv (one of the two)");
        var json = reader.Text("json");
        if (json is not null && !JsonPlace.IsPath(json)) reader.Report(Descriptors.BadPattern, "json", json, "path in JSON", "it is names and [numbers], separated by dots");
        return new MetricQuery(url, json, line, CommandWork.ReadPattern(reader, "output"));
    }

    /// <summary>Asks once: the number, or why there is none; or the step's result where asking is not possible at all.</summary>
    internal async Task<(double? Number, string Seen, StepResult? Impossible)> AskAsync(StepContext context, StepHeader header, CancellationToken cancellationToken)
    {
        if (Line is not null)
        {
            var (ran, problem) = await new CommandWork(context, header).TryAsync(Line, cancellationToken);
            if (ran is null) return (null, string.Empty, problem);
            return ran.ExitCode == 0 ? NumberIn(Output is null ? ran.Output : FirstGroup(ran.Output)) : (null, $"exit code {ran.ExitCode}", null);
        }

        var address = context.Settings.Expand(Url!, out var missing);
        if (missing is not null) return (null, string.Empty, StepResult.Failed(Descriptors.SettingMissing.Anywhere(missing, "the address of a metric")));
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return (null, string.Empty, StepResult.Failed(Descriptors.SettingWrong.Anywhere($"'{address}' is no HTTP address")));
        var answer = await context.Http.GetAsync(uri, LongestAnswer, cancellationToken);
        if (answer.Problem is not null) return (null, $"no answer: {answer.Problem}", null);
        return answer.Status == 200 ? NumberIn(Json is null ? answer.Body : JsonPlace.Find(answer.Body, Json)) : (null, string.Create(CultureInfo.InvariantCulture, $"status {answer.Status}"), null);
    }

    private string? FirstGroup(string output) =>
        Regex.Match(output, Output!, RegexOptions.NonBacktracking | RegexOptions.Multiline) is { Success: true } match ? match.Groups[Math.Min(1, match.Groups.Count - 1)].Value : null;

    private static (double? Number, string Seen, StepResult? Impossible) NumberIn(string? text) =>
        double.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (number, number.ToString(CultureInfo.InvariantCulture), null)
            : (null, text is null ? "nothing at that place" : $"no number: {CommandWork.Short(text.Trim())}", null);
}
