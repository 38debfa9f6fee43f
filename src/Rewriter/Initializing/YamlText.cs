using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rewriter.Initializing;

/// <summary>Writes YAML for people: plain where that is safe, quoted where not, literal blocks for excerpts.</summary>
internal sealed partial class YamlText
{
    private const int MaxLine = 110;
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line; empty for a blank one.</summary>
    public YamlText Line(int depth, string line)
    {
        if (line.Length > 0) _text.Append(' ', depth * 2).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>Adds a key with a list of texts, on one line where it fits.</summary>
    public YamlText List(int depth, string key, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return this;
        var flow = items.Count == 1 ? $"{key}: {Scalar(items[0])}" : $"{key}: [{string.Join(", ", items.Select(Flow))}]";
        if (flow.Length + (depth * 2) <= MaxLine || items.Count == 1) return Line(depth, flow);
        Line(depth, key + ":");
        foreach (var item in items) Line(depth + 1, "- " + Scalar(item));
        return this;
    }

    /// <summary>Adds a key with a text of several lines.</summary>
    public YamlText Block(int depth, string key, string text)
    {
        var lines = text.Split('\n');
        var isLiteral = text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal) && !lines[0].StartsWith(' ') && lines[0].Length > 0
            && lines.All(l => !l.EndsWith(' ') && !l.EndsWith('\t') && l.All(c => c == '\t' || IsPrintable(c)));
        if (!isLiteral) return Line(depth, $"{key}: {Quoted(text)}");
        Line(depth, key + ": |");
        foreach (var line in lines[..^1]) Line(depth + 1, line);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>A text as a value of its own.</summary>
    public static string Scalar(string text) =>
        PlainStart().IsMatch(text) && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && !text.EndsWith(':') && !text.EndsWith(' ') && text.All(IsPrintable) && !Reserved().IsMatch(text)
            ? text
            : Quoted(text);

    /// <summary>A text between brackets or braces.</summary>
    public static string Flow(string text) => text.AsSpan().IndexOfAny("[]{},") < 0 ? Scalar(text) : Quoted(text);

    private static bool IsPrintable(char c) => c is >= ' ' and <= '~' || (c >= '\u00a0' && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029' or '\ufeff'));

    private static string Quoted(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when IsPrintable(c) || char.IsSurrogate(c) => c.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            });
        }

        return result.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-z0-9_./$]")]
    private static partial Regex PlainStart();

    [GeneratedRegex(@"^(?:true|false|null|yes|no|on|off|~|[-+.0-9][0-9_.eE+-]*|0x[0-9a-f]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
