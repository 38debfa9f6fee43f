using System.Text.Json;

namespace Rewriter.Terraform;

/// <summary>Reads members that may be missing, null or of another kind: versions of the program differ in what they write.</summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> Array(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
