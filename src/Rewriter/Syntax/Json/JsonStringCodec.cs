using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Json;

/// <summary>The content of a JSON string, between its quotes (RFC 8259, section 7).</summary>
internal sealed class JsonStringCodec : LeafCodec
{
    public static readonly JsonStringCodec Instance = new();

    public override string Decode(string text, TextSpan leaf)
    {
        var raw = text.AsSpan(leaf.Start, leaf.Length);
        var escape = raw.IndexOf('\\');
        if (escape < 0) return raw.ToString();

        var result = new StringBuilder(raw.Length);
        while (escape >= 0)
        {
            result.Append(raw[..escape]);
            raw = raw[escape..];
            var length = Unescape(raw, out var meant);
            result.Append(meant);
            raw = raw[length..];
            escape = raw.IndexOf('\\');
        }

        return result.Append(raw).ToString();
    }

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var changes = new List<TextChange>(replacements.Count);
        foreach (var replacement in replacements)
        {
            if (CutsEscape(text, leaf, replacement.Span.Start) || CutsEscape(text, leaf, replacement.Span.End)) return LeafEdit.Refuse("the name stands partly in an escape");
            changes.Add(new TextChange(replacement.Span, Escape(replacement.NewText!)));
        }

        return LeafEdit.Of(changes);
    }

    /// <summary>How long the escape is that a raw text begins with, and what it means; a broken one stands for itself.</summary>
    private static int Unescape(ReadOnlySpan<char> raw, out char meant)
    {
        meant = raw[0];
        if (raw.Length < 2) return 1;
        if (raw[1] == 'u')
        {
            if (raw.Length < 6 || !ushort.TryParse(raw.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)) return 1;
            meant = (char)unit;
            return 6;
        }

        meant = raw[1] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other };
        return 2;
    }

    private static bool CutsEscape(string text, TextSpan leaf, int offset)
    {
        for (var at = leaf.Start; at < offset;)
        {
            at += text[at] == '\\' ? Unescape(text.AsSpan(at, leaf.End - at), out _) : 1;
            if (at > offset) return true;
        }

        return false;
    }

    private static string Escape(string meant)
    {
        var result = new StringBuilder(meant.Length + 8);
        foreach (var c in meant)
        {
            if (c is '"' or '\\') result.Append('\\').Append(c);
            else if (c >= ' ') result.Append(c);
            else result.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\b' => "\\b", '\f' => "\\f", _ => $"\\u{(int)c:x4}" });
        }

        return result.ToString();
    }
}
