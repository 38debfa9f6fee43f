using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Dockerfile;

/// <summary>The codecs of a Dockerfile's places.</summary>
internal static class DockerCodecs
{
    /// <summary>A word outside of quotes, escaped by a backslash.</summary>
    public static LeafCodec Word { get; } = new EscapedCodec('\\', null, " \t\"'$");

    /// <summary>Text in double quotes, escaped by a backslash.</summary>
    public static LeafCodec Quoted { get; } = new EscapedCodec('\\', "\"$\\", "\"$");

    /// <summary>A word outside of quotes, escaped by a backtick.</summary>
    public static LeafCodec BacktickWord { get; } = new EscapedCodec('`', null, " \t\"'$");

    /// <summary>Text in double quotes, escaped by a backtick.</summary>
    public static LeafCodec BacktickQuoted { get; } = new EscapedCodec('`', "\"$`", "\"$");

    /// <summary>Text in single quotes.</summary>
    public static LeafCodec SingleQuoted { get; } = new RestrictedCodec("a single-quoted word", text => text.AsSpan().IndexOfAny("'\r\n") < 0);

    /// <summary>A string of an exec form.</summary>
    public static LeafCodec Json { get; } = new JsonCodec();

    /// <summary>One line of text that means itself.</summary>
    public static LeafCodec Line { get; } = new RestrictedCodec("a line", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);

    /// <summary>The name of a variable or a stage.</summary>
    public static LeafCodec Name { get; } = new RestrictedCodec("a name of a Dockerfile", text => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/'));

    /// <summary>The name in an expansion.</summary>
    public static LeafCodec Variable { get; } = new RestrictedCodec("the name of a variable", text => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    /// <summary>A word of the grammar: never written.</summary>
    public static LeafCodec Fixed { get; } = new RestrictedCodec("the place of an instruction", _ => false);

    private abstract class UnitCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf)
        {
            var result = new StringBuilder(leaf.Length);
            for (var at = leaf.Start; at < leaf.End;)
            {
                var length = UnitLength(text, at, leaf.End);
                if (length == 1) result.Append(text[at]);
                else result.Append(Meaning(text.AsSpan(at, length)));
                at += length;
            }

            return result.ToString();
        }

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var changes = new List<TextChange>(replacements.Count);
            var at = leaf.Start;
            foreach (var replacement in replacements)
            {
                while (at < replacement.Span.Start) at += UnitLength(text, at, leaf.End);
                if (at != replacement.Span.Start) return LeafEdit.Refuse("the name stands partly in an escape");
                while (at < replacement.Span.End) at += UnitLength(text, at, leaf.End);
                if (at != replacement.Span.End) return LeafEdit.Refuse("the name stands partly in an escape");
                if (Encode(replacement.NewText!) is not { } raw) return LeafEdit.Refuse("a line break cannot stand in a word of a Dockerfile");
                changes.Add(new TextChange(replacement.Span, raw));
            }

            return LeafText.After(text, leaf, changes).Length == 0 ? LeafEdit.Refuse("a word of a Dockerfile cannot become empty") : LeafEdit.Of(changes);
        }

        protected abstract int UnitLength(string text, int at, int end);

        protected abstract char Meaning(ReadOnlySpan<char> unit);

        protected abstract string? Encode(string meaning);
    }

    private sealed class EscapedCodec(char escape, string? escapable, string special) : UnitCodec
    {
        protected override int UnitLength(string text, int at, int end) =>
            text[at] == escape && at + 1 < end && (escapable is null || escapable.Contains(text[at + 1], StringComparison.Ordinal)) ? 2 : 1;

        protected override char Meaning(ReadOnlySpan<char> unit) => unit[1];

        protected override string? Encode(string meaning)
        {
            if (meaning.AsSpan().IndexOfAny('\r', '\n') >= 0) return null;
            var raw = new StringBuilder(meaning.Length);
            foreach (var c in meaning)
            {
                if (c == escape || special.Contains(c, StringComparison.Ordinal)) raw.Append(escape);
                raw.Append(c);
            }

            return raw.ToString();
        }
    }

    private sealed class JsonCodec : UnitCodec
    {
        private const string Simple = "\"\"\\\\//b\bf\fn\nr\rt\t";

        protected override int UnitLength(string text, int at, int end) =>
            text[at] != '\\' || at + 1 >= end ? 1 : text[at + 1] == 'u' && at + 6 <= end && text.AsSpan(at + 2, 4).IndexOfAnyExcept(Hex) < 0 ? 6 : 2;

        protected override char Meaning(ReadOnlySpan<char> unit)
        {
            if (unit.Length == 6) return (char)int.Parse(unit[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (var i = 0; i < Simple.Length; i += 2)
            {
                if (Simple[i] == unit[1]) return Simple[i + 1];
            }

            return unit[1];
        }

        protected override string? Encode(string meaning)
        {
            var raw = new StringBuilder(meaning.Length);
            foreach (var c in meaning)
            {
                if (c is '"' or '\\') raw.Append('\\').Append(c);
                else if (c < ' ') raw.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                else raw.Append(c);
            }

            return raw.ToString();
        }

        private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
    }
}
