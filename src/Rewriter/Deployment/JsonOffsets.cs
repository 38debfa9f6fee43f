using System.Text;
using System.Text.Json;

namespace Rewriter.Deployment;

/// <summary>Finds the places of paths such as <c>$.resources[2].inputs</c> in a JSON text: a parsed document has none.</summary>
internal static class JsonOffsets
{
    /// <summary>The problems with their places; those of what is missing are where the object that ought to hold it begins.</summary>
    public static IEnumerable<StackReadProblem> Place(string text, IReadOnlyCollection<StackReadProblem> problems)
    {
        if (problems.Count == 0) return problems;
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = Walk(bytes, out _);
        return problems.Select(p => p with { Offset = Encoding.UTF8.GetCharCount(bytes, 0, Find(places, p.Path)) });
    }

    /// <summary>The first member that stands twice in one object, and the place of the second one; null where none does.</summary>
    public static (string Path, int Offset)? FirstTwice(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Walk(bytes, out var twice);
        return twice is var (path, offset) ? (path, Encoding.UTF8.GetCharCount(bytes, 0, offset)) : null;
    }

    /// <summary>The place that a broken text's exception names: 0-based, UTF-16; its beginning where it names none.</summary>
    public static int Of(string text, JsonException broken)
    {
        var start = 0;
        for (var line = 0; line < broken.LineNumber; line++) start = text.IndexOf('\n', start) + 1;
        var bytes = Encoding.UTF8.GetBytes(text[start..]);
        return start + Encoding.UTF8.GetCharCount(bytes, 0, (int)Math.Min(broken.BytePositionInLine ?? 0, bytes.Length));
    }

    private static int Find(Dictionary<string, int> places, string path)
    {
        for (; path.Length > 1; path = path[..Math.Max(path.LastIndexOfAny(['.', '[']), 1)])
        {
            if (places.TryGetValue(path, out var place)) return place;
        }

        return places.GetValueOrDefault("$");
    }

    // A member stands at its name, an item at its value.
    private static Dictionary<string, int> Walk(byte[] bytes, out (string Path, int Offset)? twice)
    {
        twice = null;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Stack<(string Path, int Item)>();
        var (path, name) = ("$", false);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                (path, name) = ($"{open.Peek().Path}.{reader.GetString()}", true);
                if (!places.TryAdd(path, (int)reader.TokenStartIndex)) twice ??= (path, (int)reader.TokenStartIndex);
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (!name && open.TryPop(out var list))
            {
                path = $"{list.Path}[{list.Item}]";
                open.Push((list.Path, list.Item + 1));
            }

            if (!name) places.TryAdd(path, (int)reader.TokenStartIndex);
            name = false;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) open.Push((path, 0));
        }

        return places;
    }

    // That of a parsed document.
    private const int JsonDepth = 64;
}
