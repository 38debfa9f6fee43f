using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Justfile;

/// <summary>The codecs of a Justfile's places.</summary>
internal static class JustCodecs
{
    /// <summary>A name of a recipe, a parameter or a variable.</summary>
    public static LeafCodec Name { get; } = new RestrictedCodec("a name of a Justfile", IsName);

    /// <summary>A single-quoted string: no escapes.</summary>
    public static LeafCodec Raw { get; } = new RestrictedCodec("a single-quoted string", text => text.AsSpan().IndexOfAny("'\r\n") < 0);

    /// <summary>A double-quoted string.</summary>
    public static LeafCodec Cooked { get; } = new CookedCodec();

    /// <summary>Text that goes to the end of its line.</summary>
    public static LeafCodec Line { get; } = new RestrictedCodec("a line", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);

    /// <summary>A line of a recipe: two braces would open an interpolation.</summary>
    public static LeafCodec Recipe { get; } = new RecipeCodec();

    /// <summary>A word of the grammar: never written.</summary>
    public static LeafCodec Fixed { get; } = new RestrictedCodec("the place of a keyword", _ => false);

    /// <summary>Whether a text can be a name.</summary>
    public static bool IsName(string text) => text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private sealed class RecipeCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length).Replace("{{{{", "{{", StringComparison.Ordinal);

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            foreach (var replacement in replacements)
            {
                if (replacement.NewText!.AsSpan().IndexOfAny('\r', '\n') >= 0) return LeafEdit.Refuse("a line break cannot stand in a line of a recipe");
                if (replacement.NewText!.Contains("{{", StringComparison.Ordinal)) return LeafEdit.Refuse("two braces would open an interpolation");
            }

            return LeafEdit.Of(replacements);
        }
    }

    private sealed class CookedCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf)
        {
            var raw = text.AsSpan(leaf.Start, leaf.Length);
            if (!raw.Contains('\\')) return raw.ToString();
            var result = new StringBuilder(raw.Length);
            for (var i = 0; i < raw.Length;)
            {
                var length = UnitLength(raw[i..]);
                if (length == 1) result.Append(raw[i]);
                else AppendMeaning(raw.Slice(i, length), result);
                i += length;
            }

            return result.ToString();
        }

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var changes = new List<TextChange>(replacements.Count);
            var at = leaf.Start;
            foreach (var replacement in replacements)
            {
                while (at < replacement.Span.Start) at += UnitLength(text.AsSpan(at, leaf.End - at));
                if (at != replacement.Span.Start) return LeafEdit.Refuse("the name stands partly in an escape");
                while (at < replacement.Span.End) at += UnitLength(text.AsSpan(at, leaf.End - at));
                if (at != replacement.Span.End) return LeafEdit.Refuse("the name stands partly in an escape");
                changes.Add(new TextChange(replacement.Span, Encode(replacement.NewText!)));
            }

            return LeafEdit.Of(changes);
        }

        private static string Encode(string meaning) => new StringBuilder(meaning)
            .Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t").ToString();

        private static int UnitLength(ReadOnlySpan<char> rest)
        {
            if (rest[0] != '\\' || rest.Length < 2) return 1;
            if (rest[1] != 'u' || rest.Length < 4 || rest[2] != '{') return 2;
            var close = rest.IndexOf('}');
            return close is > 3 and < 11 && rest[3..close].IndexOfAnyExcept(Hex) < 0 ? close + 1 : 2;
        }

        private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

        private static void AppendMeaning(ReadOnlySpan<char> unit, StringBuilder result)
        {
            if (unit.Length > 2)
            {
                var scalar = int.Parse(unit[3..^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                result.Append(Rune.IsValid(scalar) ? new Rune(scalar).ToString() : unit.ToString());
                return;
            }

            if (unit[1] is 'n' or 'r' or 't' or '"' or '\\') result.Append(unit[1] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => unit[1] });
            else result.Append(unit);
        }
    }
}
