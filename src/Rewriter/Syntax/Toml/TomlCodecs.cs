using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Toml;

/// <summary>How the places of a TOML file are written.</summary>
internal static class TomlCodecs
{
    private static readonly SearchValues<char> BareKeyCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A string in double quotes, or in three of them.</summary>
    public static readonly LeafCodec Basic = new BasicCodec();

    /// <summary>A string in single quotes.</summary>
    public static readonly LeafCodec Literal = new RestrictedCodec("a literal string", text => !text.Contains('\'') && IsText(text, newLines: false));

    /// <summary>A string in three single quotes.</summary>
    public static readonly LeafCodec MultiLineLiteral = new RestrictedCodec("a literal string", text => !text.Contains('\'') && IsText(text, newLines: true));

    /// <summary>A key without quotes, which gets some when it needs them.</summary>
    public static readonly LeafCodec BareKey = new BareKeyCodec();

    /// <summary>A number, a date or a truth value.</summary>
    public static readonly LeafCodec Word = new RestrictedCodec("a TOML number, date, true or false", text => TomlWord.IsValid(text));

    /// <summary>A comment.</summary>
    public static readonly LeafCodec Comment = new RestrictedCodec("a comment of one line", text => IsText(text, newLines: false));

    /// <summary>How many characters a text begins with that a key without quotes may hold.</summary>
    public static int BareLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(BareKeyCharacters);
        return length < 0 ? text.Length : length;
    }

    /// <summary>True for the control characters that may stand nowhere.</summary>
    public static bool IsControl(char c) => c is (< ' ' and not '\t') or '\x7F';

    private static bool IsText(string text, bool newLines)
    {
        foreach (var c in text)
        {
            if (IsControl(c) && !(newLines && c is '\r' or '\n')) return false;
        }

        return true;
    }

    private static string Escape(string meant)
    {
        var result = new StringBuilder(meant.Length + 4);
        foreach (var c in meant)
        {
            if (c is '"' or '\\') result.Append('\\').Append(c);
            else if (!IsControl(c)) result.Append(c);
            else result.Append(c switch { '\n' => "\\n", '\r' => "\\r", _ => $"\\u{(int)c:X4}" });
        }

        return result.ToString();
    }

    /// <summary>How long the escape is that a raw text begins with, and what it means; a broken one stands for itself.</summary>
    private static int Unescape(ReadOnlySpan<char> raw, out string meant)
    {
        meant = "\\";
        if (raw.Length < 2) return 1;
        var digits = raw[1] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (raw.Length < 2 + digits || !int.TryParse(raw.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar) || !Rune.IsValid(scalar)) return 1;
            meant = new Rune(scalar).ToString();
            return 2 + digits;
        }

        if (raw[1] is ' ' or '\t' or '\r' or '\n')
        {
            // A backslash at the end of a line takes the line end and all blanks behind it.
            var end = raw[1..].IndexOfAnyExcept(" \t\r\n");
            meant = string.Empty;
            return end < 0 ? raw.Length : end + 1;
        }

        meant = raw[1] switch { 'b' => "\b", 't' => "\t", 'n' => "\n", 'f' => "\f", 'r' => "\r", 'e' => "\e", var other => other.ToString() };
        return 2;
    }

    private sealed class BasicCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf)
        {
            var raw = text.AsSpan(leaf.Start, leaf.Length);
            if (!raw.Contains('\\')) return raw.ToString();
            var result = new StringBuilder(raw.Length);
            for (var escape = raw.IndexOf('\\'); escape >= 0; escape = raw.IndexOf('\\'))
            {
                result.Append(raw[..escape]);
                raw = raw[escape..];
                var length = Unescape(raw, out var meant);
                result.Append(meant);
                raw = raw[length..];
            }

            return result.Append(raw).ToString();
        }

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            foreach (var replacement in replacements)
            {
                if (CutsEscape(text, leaf, replacement.Span.Start) || CutsEscape(text, leaf, replacement.Span.End)) return LeafEdit.Refuse("the name stands partly in an escape");
            }

            return LeafEdit.Of(replacements.Select(r => new TextChange(r.Span, Escape(r.NewText!))));
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
    }

    private sealed class BareKeyCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var whole = LeafText.After(text, leaf, replacements);
            if (whole.Length > 0 && BareLength(whole) == whole.Length) return LeafEdit.Of(replacements);

            var escaped = replacements.Select(r => new TextChange(r.Span, Escape(r.NewText!)));
            return LeafEdit.Of([new TextChange(new TextSpan(leaf.Start, 0), "\""), .. escaped, new TextChange(new TextSpan(leaf.End, 0), "\"")]);
        }
    }
}
