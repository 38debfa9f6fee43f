using System.Buffers;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Dotenv;

/// <summary>The codecs of a dotenv file's places.</summary>
internal static class DotenvCodecs
{
    /// <summary>The name of a variable.</summary>
    public static LeafCodec Key { get; } = new RestrictedCodec("the name of a dotenv variable", text => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'));

    /// <summary>
    /// A value without quotes: its readers differ about blanks, quotes, dollars and backslashes in it, so that none may be added.
    /// </summary>
    public static LeafCodec Bare { get; } = new BareCodec();

    /// <summary>A value in single quotes or backticks.</summary>
    public static LeafCodec SingleQuoted { get; } = new RestrictedCodec("a single-quoted value", text => text.AsSpan().IndexOfAny("'\r\n") < 0);

    /// <summary>A value in backticks.</summary>
    public static LeafCodec Backticked { get; } = new RestrictedCodec("a value in backticks", text => text.AsSpan().IndexOfAny("`\r\n") < 0);

    /// <summary>A value in double quotes.</summary>
    public static LeafCodec DoubleQuoted { get; } = new QuotedCodec();

    /// <summary>A comment.</summary>
    public static LeafCodec Comment { get; } = new RestrictedCodec("a comment", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);

    /// <summary>A word of the grammar: never written.</summary>
    public static LeafCodec Fixed { get; } = new RestrictedCodec("the place of 'export'", _ => false);

    private sealed class BareCodec : LeafCodec
    {
        private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(" \t\r\n\"'`$#\\");

        public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            foreach (var replacement in replacements)
            {
                if (replacement.NewText!.AsSpan().IndexOfAny(NeedsQuotes) >= 0) return LeafEdit.Refuse($"'{replacement.NewText}' would need quotes, which not every reader of dotenv files takes off");
            }

            return LeafEdit.Of(replacements);
        }
    }

    private sealed class QuotedCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf)
        {
            var raw = text.AsSpan(leaf.Start, leaf.Length);
            if (!raw.Contains('\\')) return raw.ToString();
            var result = new StringBuilder(raw.Length);
            for (var i = 0; i < raw.Length; i++)
            {
                var escaped = raw[i] == '\\' && i + 1 < raw.Length ? Meaning(raw[i + 1]) : '\0';
                result.Append(escaped == '\0' ? raw[i] : escaped);
                if (escaped != '\0') i++;
            }

            return result.ToString();
        }

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var changes = new List<TextChange>(replacements.Count);
            foreach (var replacement in replacements)
            {
                if (IsInEscape(text, leaf, replacement.Span.Start) || IsInEscape(text, leaf, replacement.Span.End)) return LeafEdit.Refuse("the name stands partly in an escape");
                var raw = new StringBuilder();
                foreach (var c in replacement.NewText!)
                {
                    if (c == '\n') raw.Append("\\n");
                    else if (c == '\r') raw.Append("\\r");
                    else if (c is '"' or '\\' or '$') raw.Append('\\').Append(c);
                    else raw.Append(c);
                }

                changes.Add(new TextChange(replacement.Span, raw.ToString()));
            }

            return LeafEdit.Of(changes);
        }

        private static bool IsInEscape(string text, TextSpan leaf, int at)
        {
            if (at >= leaf.End) return false;
            var count = 0;
            while (at - count > leaf.Start && text[at - count - 1] == '\\') count++;
            return count % 2 == 1 && Meaning(text[at]) != '\0';
        }

        private static char Meaning(char c) => c switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' or '\\' or '$' or '\'' => c,
            _ => '\0',
        };
    }
}
