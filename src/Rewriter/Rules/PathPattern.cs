using Rewriter.Syntax;

namespace Rewriter.Rules;

/// <summary>
/// Which places of a file's structure are meant: <c>jobs.*.env.SERVICE_NAME</c>, <c>**.secret_id</c>,
/// <c>jobs.deploy.steps[2].run</c>. <c>*</c> stands for one segment or a part of one, <c>**</c> for any number.
/// A pattern means the place itself and everything below it.
/// </summary>
public sealed class PathPattern
{
    private readonly string[] _segments;

    private PathPattern(string text, string[] segments) => (Text, _segments) = (text, segments);

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; null and the reason where it is none.</summary>
    public static PathPattern? Parse(string text, out string? problem)
    {
        problem = null;
        var segments = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var (segment, next) = text[i] == '[' ? Bracketed(text, i) : Plain(text, i);
            if (segment is null)
            {
                problem = $"a bracket opens at character {i + 1} and is not closed";
                return null;
            }

            segments.Add(segment);
            i = next < text.Length && text[next] == '.' ? next + 1 : next;
        }

        if (segments.Count > 0 && segments.All(s => s.Length > 0)) return new PathPattern(text, [.. segments]);
        problem = "a segment is empty";
        return null;
    }

    /// <summary>True where a place, or a place above it, is meant.</summary>
    public bool Matches(StructuralPath path)
    {
        var segments = path.Segments();
        return Matches(segments, 0, 0);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private bool Matches(IReadOnlyList<string> segments, int at, int pattern)
    {
        if (pattern == _segments.Length) return true;
        if (_segments[pattern] == "**")
        {
            for (var skip = at; skip <= segments.Count; skip++)
            {
                if (Matches(segments, skip, pattern + 1)) return true;
            }

            return false;
        }

        return at < segments.Count && SegmentMatches(_segments[pattern], segments[at]) && Matches(segments, at + 1, pattern + 1);
    }

    private static bool SegmentMatches(string pattern, string segment)
    {
        if (pattern == "[*]") return segment.StartsWith('[');
        return pattern.Contains('*') ? System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, segment, ignoreCase: false) : pattern == segment;
    }

    private static (string? Segment, int Next) Plain(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny('.', '[') is var found and >= 0 ? start + found : text.Length;
        return (text[start..end], end);
    }

    // ["a.b"] is a name with a dot in it; [3] and [*] are places in a list.
    private static (string? Segment, int Next) Bracketed(string text, int start)
    {
        if (text.AsSpan(start).StartsWith("[\""))
        {
            var quoted = text.IndexOf("\"]", start + 2, StringComparison.Ordinal);
            return quoted < 0 ? (null, text.Length) : (text[(start + 2)..quoted], quoted + 2);
        }

        var close = text.IndexOf(']', start);
        return close < 0 ? (null, text.Length) : (text[start..(close + 1)], close + 1);
    }
}
