using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rewriter.Deployment;

/// <summary>Reads members that may be missing, null or of another kind: versions of the program differ in what they write.</summary>
public static class JsonReading
{
    /// <summary>A member of an object; null where it is missing or null, or the element is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A member that is a string; null where it is anything else.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>JSON that was put together, as it is read.</summary>
    public static JsonElement ToElement(this JsonNode node) => JsonElement.Parse(node.ToJsonString());

    /// <summary>Whether a member is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The items of a member that is an array; none where it is anything else.</summary>
    public static IEnumerable<JsonElement> Array(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
