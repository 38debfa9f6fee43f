using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rewriter.Migrations.Steps;

/// <summary>Finds one value in a JSON text by a path such as <c>data.result[0].value[1]</c>.</summary>
internal static partial class JsonPlace
{
    /// <summary>True for a path of names and numbers in brackets.</summary>
    public static bool IsPath(string path) => Whole().IsMatch(path);

    /// <summary>The value as text; null where the text is no JSON or has no single value there.</summary>
    public static string? Find(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var at = document.RootElement;
            foreach (Match part in Part().Matches(path))
            {
                if (part.Groups["index"] is { Success: true } index)
                {
                    if (at.ValueKind != JsonValueKind.Array || !int.TryParse(index.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= at.GetArrayLength()) return null;
                    at = at[number];
                }
                else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part.Groups["name"].Value, out at))
                {
                    return null;
                }
            }

            return at.ValueKind switch
            {
                JsonValueKind.String => at.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => at.GetRawText(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[^.\[\]]+(\[[0-9]+\])*(\.[^.\[\]]+(\[[0-9]+\])*)*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\[(?<index>[0-9]+)\]|(?<name>[^.\[\]]+)")]
    private static partial Regex Part();
}
