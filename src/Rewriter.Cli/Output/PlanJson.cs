using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Migrations.Planning;
using Rewriter.Rules;
using Rewriter.Text;

namespace Rewriter.Cli.Output;

/// <summary>A plan as JSON: what <c>plan --json</c> prints, and what <c>plan --out</c> keeps for <c>apply --plan</c>.</summary>
internal static class PlanJson
{
    public static string Write(PhasePlan plan) => JsonText.Write(Of(plan));

    /// <summary>The plan as an object, to which others add.</summary>
    public static JsonObject Of(PhasePlan plan) => new()
    {
        ["migration"] = plan.Migration.Id,
        ["phase"] = plan.Phase.Id,
        ["title"] = plan.Phase.Title,
        ["why"] = plan.Phase.Why,
        ["generation"] = plan.Phase.Generation,
        ["digest"] = plan.Binding.Digest,
        ["blocked"] = plan.IsBlocked,
        ["changes"] = plan.HasChanges,
        ["steps"] = JsonText.Array(plan.Steps.Select(s => JsonText.Of(s.Step, s.Result, s.IsDone))),
        ["commands"] = JsonText.Array(plan.Commands.Select(c => (JsonNode?)new JsonObject { ["step"] = c.Step.Header.Id, ["argv"] = JsonText.Texts(c.Line.Expand(plan.Settings, out _).Words), ["cwd"] = c.Line.Folder.Value, ["environment"] = JsonText.Texts(c.Line.Environment) })),
        ["risks"] = JsonText.Array(plan.Phase.Risks.Select(r => (JsonNode?)new JsonObject { ["risk"] = r.Name, ["impact"] = r.Impact, ["mitigation"] = r.Mitigation, ["step"] = r.Step })),
        ["files"] = JsonText.Array(plan.Files.Select(File)),
        ["edits"] = JsonText.Array(plan.Steps.SelectMany(s => s.Result?.Decisions ?? []).Where(d => d.Disposition is Disposition.Changed or Disposition.Proposed).Select(JsonText.Of)),
        ["kept"] = JsonText.Array(plan.Outcome.Of(Disposition.Kept).Select(JsonText.Of)),
        ["leftovers"] = JsonText.Array(plan.Outcome.Of(Disposition.Leftover).Select(JsonText.Of)),
        ["excluded"] = JsonText.Array(plan.Outcome.Scan.Excluded.Select(e => (JsonNode?)new JsonObject { ["path"] = e.Path.Value, ["reason"] = e.Reason })),
        ["hazards"] = JsonText.Array(plan.Hazards.Select(JsonText.Of)),
        ["diagnostics"] = JsonText.Array(plan.Diagnostics.Select(JsonText.Of)),
        ["binding"] = new JsonObject
        {
            ["migration"] = plan.Binding.Migration,
            ["files"] = Map(plan.Binding.Files),
            ["engine"] = Map(plan.Binding.Engine),
            ["settings"] = Map(plan.Binding.Settings),
            ["outputs"] = Map(plan.Binding.Outputs),
        },
    };

    /// <summary>What a kept plan was made from; null where the bytes are no plan of this phase.</summary>
    public static PlanBinding? ReadBinding(byte[]? bytes, string phase)
    {
        try
        {
            var root = bytes is null ? null : JsonNode.Parse(bytes);
            if (root?["phase"]?.GetValue<string>() != phase || root["binding"] is not JsonObject binding) return null;
            return new PlanBinding(binding["migration"]!.GetValue<string>(), Map(binding["files"]!), Map(binding["engine"]!), Map(binding["settings"]!)) { Outputs = Map(binding["outputs"]!) };
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    private static JsonObject File(PlannedFile file) => new()
    {
        ["path"] = file.Path.Value,
        ["before"] = file.Before is { } before ? SourceFile.DigestOf(before.Span) : null,
        ["after"] = file.After is { } after ? SourceFile.DigestOf(after.Span) : null,
    };

    private static JsonObject Map(ImmutableSortedDictionary<string, string> values) => new(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value)));

    private static ImmutableSortedDictionary<string, string> Map(JsonNode node) =>
        node.AsObject().ToImmutableSortedDictionary(p => p.Key, p => p.Value!.GetValue<string>(), StringComparer.Ordinal);
}
