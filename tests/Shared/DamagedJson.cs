using System.Text.Json.Nodes;

namespace Rewriter.Tests.Shared;

/// <summary>JSON in which one value after the other is another one than its reader expects.</summary>
internal static class DamagedJson
{
    private static readonly string[] Values = ["null", "7", "[]", "{}"];

    /// <summary>The text once for each of its values and each kind of damage.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var count = Places(JsonNode.Parse(text)!).Count;
        for (var i = 0; i < count; i++)
        {
            foreach (var value in Values)
            {
                var root = JsonNode.Parse(text)!;
                var (parent, key, index) = Places(root)[i];
                if (key is not null) parent.AsObject()[key] = JsonNode.Parse(value);
                else parent.AsArray()[index] = JsonNode.Parse(value);
                yield return root.ToJsonString();
            }
        }
    }

    private static List<(JsonNode Parent, string? Key, int Index)> Places(JsonNode node)
    {
        var places = new List<(JsonNode, string?, int)>();
        if (node is JsonObject members)
        {
            foreach (var (key, value) in members)
            {
                places.Add((node, key, 0));
                if (value is not null) places.AddRange(Places(value));
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                places.Add((node, null, i));
                if (items[i] is { } item) places.AddRange(Places(item));
            }
        }

        return places;
    }
}
