using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>One step: an operation on a resource, with its state before and after.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Urn">The URN.</param>
/// <param name="Old">The entry before; null where there was none.</param>
/// <param name="New">The entry after; null where there is none.</param>
internal sealed record Step(string Operation, string Urn, JsonObject? Old, JsonObject? New)
{
    /// <summary>The declaration; null for what the program no longer has.</summary>
    public Resource? Declared { get; init; }

    /// <summary>The inputs that differ.</summary>
    public string[] Differing { get; init; } = [];

    /// <summary>The inputs that force a replacement.</summary>
    public string[] Forcing { get; init; } = [];

    public string Type => (New ?? Old)!["type"]!.GetValue<string>();

    public string Name => Urn[(Urn.IndexOf("::", Urn.IndexOf("::", Urn.IndexOf("::", StringComparison.Ordinal) + 2, StringComparison.Ordinal) + 2, StringComparison.Ordinal) + 2)..];

    /// <summary>The step as <c>preview --json</c> shows it.</summary>
    public JsonObject ToPreview()
    {
        var step = new JsonObject { ["op"] = Operation, ["urn"] = Urn };
        if (Old is not null) step["oldState"] = Values.Hidden(Old);
        if (New is not null) step["newState"] = Values.Hidden(New);
        if (Differing.Length > 0) step["diffReasons"] = Names(Differing);
        if (Forcing.Length > 0) step["replaceReasons"] = Names(Forcing);
        step["detailedDiff"] = Differing.Length == 0 ? null : Detail();
        return step;
    }

    /// <summary>The step as events tell of it.</summary>
    public JsonObject ToMetadata(string? operation = null) => new()
    {
        ["op"] = operation ?? Operation, ["urn"] = Urn, ["type"] = Type, ["old"] = Part(Old), ["new"] = Part(New),
        ["keys"] = Forcing.Length == 0 ? null : Names(Forcing), ["diffs"] = Differing.Length == 0 ? null : Names(Differing),
        ["detailedDiff"] = Differing.Length == 0 ? null : Detail(), ["logical"] = Operation is not ("create-replacement" or "delete-replaced"), ["provider"] = (New ?? Old)!["provider"]?.GetValue<string>() ?? string.Empty,
    };

    private static JsonObject? Part(JsonObject? entry)
    {
        if (entry is null) return null;
        var part = new JsonObject();
        foreach (var name in new[] { "type", "urn", "custom", "delete", "id", "parent", "protect", "inputs", "outputs" }) part[name] = Values.Hidden(entry[name]);
        // An event always has both maps, even where there is nothing in them yet.
        part["inputs"] ??= new JsonObject();
        part["outputs"] ??= new JsonObject();
        part["id"] ??= string.Empty;
        part["parent"] ??= string.Empty;
        part["provider"] = entry["provider"]?.GetValue<string>() ?? string.Empty;
        return part;
    }

    private static JsonArray Names(string[] names) => [.. names.Select(n => JsonValue.Create(n))];

    private JsonObject Detail() => new(Differing.Select(d => KeyValuePair.Create(d, (JsonNode?)new JsonObject { ["kind"] = Forcing.Contains(d) ? "update-replace" : "update", ["inputDiff"] = false })));
}
