using System.Text.RegularExpressions;

namespace Rewriter.Renaming;

/// <summary>A line that sets one name to one value: <c>key: value</c>, <c>KEY=value</c>, <c>"key": "value",</c>.</summary>
internal static partial class KeyValueLine
{
    /// <summary>The key, where the value is one word that reaches over an offset of the line.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, int offset, out string key)
    {
        key = string.Empty;
        if (line.Length > 400) return false;
        var match = Line().Match(line.ToString());
        if (!match.Success || match.Groups[2].Index > offset || match.Groups[2].Index + match.Groups[2].Length <= offset) return false;
        key = match.Groups[1].Value;
        return true;
    }

    /// <summary>The nearest named step above the value in the structure of its file, where the key itself says little: <c>default</c>.</summary>
    public static bool TryRead(OccurrenceContext occurrence, out string key)
    {
        key = string.Empty;
        var path = occurrence.Leaf.Path;
        if (path is null || path.Segment is not ("default" or "value") || path.Parent is null) return false;
        key = path.Parent.Segment;
        return true;
    }

    [GeneratedRegex(@"^\s*(?:-\s+|export\s+|ARG\s+|ENV\s+|set\s+)?[""']?([\w.-]+)[""']?\s*[:=]{1,2}\s*[""']?([\w./@:$\{\}-]+)[""']?[\s,;]*$")]
    private static partial Regex Line();
}
