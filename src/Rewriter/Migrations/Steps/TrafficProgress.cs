using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Migrations.Steps;

/// <summary>How far traffic was shifted, as the ledger keeps it: what a later process goes on from, and what takes it back.</summary>
/// <param name="Before">The split before the first stage; null where none was reached.</param>
/// <param name="Stage">The stage that stands, from 0; -1 before the first.</param>
/// <param name="Since">Since when it stands.</param>
internal sealed record TrafficProgress(string? Before, int Stage, DateTimeOffset Since)
{
    /// <summary>What the ledger says of a step; null where it was not begun, or was begun anew after it failed.</summary>
    public static TrafficProgress? LastOf(ImmutableArray<LedgerEntry> run, string step)
    {
        TrafficProgress? last = null;
        foreach (var entry in run.Where(e => e.Step == step))
        {
            if (entry.Event == LedgerEvent.StepUndone || entry is { Event: LedgerEvent.StepEnded, Undo: null }) last = null;
            else if (entry is { Event: LedgerEvent.StepBegun or LedgerEvent.StepEnded, Undo: { } undo }) last = Of(undo) ?? last;
        }

        return last;
    }

    public static TrafficProgress? Of(JsonElement undo) => undo.ValueKind == JsonValueKind.Object ? undo.Deserialize(TrafficJson.Default.TrafficProgress) : null;

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, TrafficJson.Default.TrafficProgress);
}

/// <summary>Serializers made at compile time: reflection would cost the command its start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrafficProgress))]
internal sealed partial class TrafficJson : JsonSerializerContext;
