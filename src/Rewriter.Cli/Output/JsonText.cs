using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;

namespace Rewriter.Cli.Output;

/// <summary>The JSON shapes that several commands share. Members keep their order; absent values are left out.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options)) node.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonArray Texts(IEnumerable<string> items) => new([.. items.Select(i => (JsonNode?)i)]);

    public static JsonObject Of(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        var json = new JsonObject { ["id"] = diagnostic.Id, ["severity"] = Word(diagnostic.Severity) };
        if (span.IsValid && span.Path.Length > 0)
        {
            json["file"] = span.Path;
            json["line"] = span.StartLinePosition.Line + 1;
            json["column"] = span.StartLinePosition.Character + 1;
        }

        json["message"] = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        json["remedy"] = diagnostic.Remedy();
        return json;
    }

    public static JsonObject Of(Decision decision)
    {
        var occurrence = decision.Occurrence;
        var json = new JsonObject
        {
            ["file"] = occurrence.File.Value,
            ["line"] = occurrence.Position.Line + 1,
            ["column"] = occurrence.Position.Character + 1,
            ["text"] = occurrence.Text,
            ["role"] = (decision.Rule?.MeaningFor(occurrence) ?? occurrence.Meanings[0]).Role.Id,
            ["generation"] = (decision.Rule?.MeaningFor(occurrence) ?? occurrence.Meanings[0]).Generation,
            ["label"] = Word(occurrence.Label),
            ["path"] = occurrence.Path.ToString(),
            ["languages"] = occurrence.Languages.ToString(),
            ["disposition"] = Word(decision.Disposition),
            ["reason"] = decision.Reason,
        };
        if (decision.Rule is not null) json["rule"] = decision.Rule.Id;
        if (decision.Keep is not null) json["keep"] = decision.Keep.Id;
        if (decision.NewText is not null) json["newText"] = decision.NewText;
        return json;
    }

    public static JsonObject Of(HazardFinding hazard) => new()
    {
        ["id"] = hazard.Id,
        ["severity"] = Word(hazard.Severity),
        ["stops"] = hazard.Stops,
        ["subject"] = hazard.Subject,
        ["title"] = hazard.Title,
        ["message"] = hazard.Message,
        ["evidence"] = Array(hazard.Evidence.Select(e => (JsonNode?)new JsonObject { ["text"] = e.Text, ["file"] = e.File, ["line"] = e.Line })),
        ["remedy"] = hazard.Remedy,
        ["paste"] = hazard.Paste is { } paste ? new JsonObject { ["language"] = paste.Language, ["text"] = paste.Text } : null,
        ["clearedBy"] = hazard.ClearedBy,
        ["allowedBecause"] = hazard.AllowedBecause,
    };

    public static JsonObject Of(Step step, StepResult? result, bool isDone = false)
    {
        var json = new JsonObject { ["id"] = step.Header.Id, ["kind"] = step.Header.Kind, ["title"] = step.Header.Title };
        if (step.Header.IsContract) json["contract"] = true;
        if (step.IrreversibleBecause is { } why) json["irreversible"] = why;
        json["outcome"] = isDone ? "done" : result is null ? "not-reached" : Word(result.Outcome);
        if (result is null) return json;
        json["summary"] = result.Summary;
        if (result.Evidence.Length > 0) json["evidence"] = Texts(result.Evidence);
        if (result.Preview is { } preview) json["preview"] = JsonNode.Parse(DeploymentJson.WriteLine(preview));
        if (result.Diagnostics.Length > 0) json["diagnostics"] = Array(result.Diagnostics.Select(Of));
        return json;
    }

    public static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
