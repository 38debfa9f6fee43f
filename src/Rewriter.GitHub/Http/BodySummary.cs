using System.Globalization;
using System.Text.Json;

namespace Rewriter.GitHub.Http;

/// <summary>A body in short, for a person who looks at a dry run.</summary>
internal static class BodySummary
{
    private const int LongestText = 72;

    public static string Of(byte[]? body)
    {
        if (body is null) return string.Empty;
        using var document = JsonDocument.Parse(body);
        return Of(document.RootElement);
    }

    private static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(p => $"{p.Name}: {Of(p.Value)}"))}}}",
        JsonValueKind.Array when value.GetArrayLength() <= 3 && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String) =>
            $"[{string.Join(", ", value.EnumerateArray().Select(Of))}]",
        JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"[{value.GetArrayLength()} entries]"),
        JsonValueKind.String => Text(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Text(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestText ? $"\"{line}\"" : string.Create(CultureInfo.InvariantCulture, $"\"{line[..LongestText]}…\" ({text.Length} characters)");
    }
}
