using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// The content of a string or character literal whose characters can be escaped: with backslashes
/// (<c>"…"</c>), by doubling the quote (<c>@"…"</c>), and with doubled braces where it is interpolated.
/// </summary>
internal sealed class CSharpStringCodec(char quote, bool verbatim, bool interpolated) : LeafCodec
{
    public static LeafCodec Regular { get; } = new CSharpStringCodec('"', verbatim: false, interpolated: false);

    public static LeafCodec AtQuoted { get; } = new CSharpStringCodec('"', verbatim: true, interpolated: false);

    public static LeafCodec Interpolated { get; } = new CSharpStringCodec('"', verbatim: false, interpolated: true);

    public static LeafCodec AtQuotedInterpolated { get; } = new CSharpStringCodec('"', verbatim: true, interpolated: true);

    public static LeafCodec Character { get; } = new CSharpStringCodec('\'', verbatim: false, interpolated: false);

    public override string Decode(string text, TextSpan leaf)
    {
        var raw = text.AsSpan(leaf.Start, leaf.Length);
        if (!MayEscape(raw)) return raw.ToString();
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length;)
        {
            var length = EscapeAt(raw, i, out var meaning);
            result.Append(length == 0 ? raw[i].ToString() : meaning);
            i += Math.Max(length, 1);
        }

        return result.ToString();
    }

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        if (CutsEscape(text.AsSpan(leaf.Start, leaf.Length), leaf.Start, replacements)) return LeafEdit.Refuse("the name stands partly in an escape");
        var escaped = replacements.Select(r => new TextChange(r.Span, Escape(r.NewText!))).ToList();
        if (quote == '\'' && Decode(LeafText.After(text, leaf, escaped)) is not { Length: 1 }) return LeafEdit.Refuse("a character literal holds one character");
        return LeafEdit.Of(escaped);
    }

    private string Decode(string raw) => Decode(raw, new TextSpan(0, raw.Length));

    private bool MayEscape(ReadOnlySpan<char> raw) =>
        (verbatim ? raw.Contains(quote) : raw.Contains('\\')) || (interpolated && raw.IndexOfAny('{', '}') >= 0);

    private bool CutsEscape(ReadOnlySpan<char> raw, int offset, IReadOnlyList<TextChange> replacements)
    {
        if (!MayEscape(raw)) return false;
        var next = 0;
        for (var i = 0; i < raw.Length && next < replacements.Count;)
        {
            var end = i + Math.Max(EscapeAt(raw, i, out _), 1);
            while (next < replacements.Count)
            {
                var span = replacements[next].Span;
                if (Inside(span.Start - offset, i, end) || Inside(span.End - offset, i, end)) return true;
                if (span.End - offset > end) break;
                next++;
            }

            i = end;
        }

        return false;
    }

    private static bool Inside(int offset, int start, int end) => offset > start && offset < end;

    /// <summary>The length of the escape at a place, 0 where there is none (or one that the language does not know).</summary>
    private int EscapeAt(ReadOnlySpan<char> raw, int at, out string meaning)
    {
        meaning = string.Empty;
        var next = at + 1 < raw.Length ? raw[at + 1] : '\0';
        if (interpolated && (raw[at] is '{' or '}') && next == raw[at])
        {
            meaning = raw[at].ToString();
            return 2;
        }

        if (verbatim)
        {
            meaning = quote.ToString();
            return raw[at] == quote && next == quote ? 2 : 0;
        }

        return raw[at] == '\\' ? BackslashAt(raw[at..], next, ref meaning) : 0;
    }

    private static int BackslashAt(ReadOnlySpan<char> raw, char next, ref string meaning)
    {
        var simple = next switch { '\'' => '\'', '"' => '"', '\\' => '\\', '0' => '\0', 'a' => '\a', 'b' => '\b', 'e' => '\e', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'v' => '\v', _ => '\uffff' };
        if (simple != '\uffff')
        {
            meaning = simple.ToString();
            return 2;
        }

        var (least, most) = next switch { 'u' => (4, 4), 'U' => (8, 8), 'x' => (1, 4), _ => (0, 0) };
        var digits = 0;
        while (digits < most && 2 + digits < raw.Length && char.IsAsciiHexDigit(raw[2 + digits])) digits++;
        if (most == 0 || digits < least) return 0;
        var code = uint.Parse(raw.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (code > 0x10FFFF) return 0;
        meaning = code <= 0xFFFF ? ((char)code).ToString() : char.ConvertFromUtf32((int)code);
        return 2 + digits;
    }

    private string Escape(string meaning)
    {
        var result = new StringBuilder(meaning.Length + 2);
        foreach (var c in meaning)
        {
            if (interpolated && (c is '{' or '}')) result.Append(c).Append(c);
            else if (verbatim) result.Append(c == quote ? $"{c}{c}" : c.ToString());
            else if (c == quote || c == '\\') result.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029') result.Append(EscapeControl(c));
            else result.Append(c);
        }

        return result.ToString();
    }

    private static string EscapeControl(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
    };
}
