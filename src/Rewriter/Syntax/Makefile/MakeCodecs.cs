using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Makefile;

/// <summary>The codecs of a Makefile's places.</summary>
internal static class MakeCodecs
{
    /// <summary>A value: a dollar is doubled, a number sign has a backslash.</summary>
    public static LeafCodec Value { get; } = new DollarCodec(escapesHash: true);

    /// <summary>A recipe: a dollar is doubled, all else is the shell's.</summary>
    public static LeafCodec Recipe { get; } = new DollarCodec(escapesHash: false);

    /// <summary>A target or a prerequisite.</summary>
    public static LeafCodec Target { get; } = new RestrictedCodec("a Makefile target", text => IsWord(text, ":;#=$|&\\%()"));

    /// <summary>The name of a variable.</summary>
    public static LeafCodec Name { get; } = new RestrictedCodec("the name of a Makefile variable", text => IsWord(text, ":#=$(){},\\?+!"));

    /// <summary>A word of the grammar: never written.</summary>
    public static LeafCodec Fixed { get; } = new RestrictedCodec("the place of a directive or a function", _ => false);

    /// <summary>A comment: one line that no backslash continues.</summary>
    public static LeafCodec Comment { get; } = new RestrictedCodec("a comment", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);

    private static bool IsWord(string text, string signs) => text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || signs.Contains(c, StringComparison.Ordinal));

    private sealed class DollarCodec(bool escapesHash) : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf)
        {
            var raw = text.Substring(leaf.Start, leaf.Length);
            if (raw.Contains("$$", StringComparison.Ordinal)) raw = raw.Replace("$$", "$", StringComparison.Ordinal);
            return escapesHash && raw.Contains("\\#", StringComparison.Ordinal) ? raw.Replace("\\#", "#", StringComparison.Ordinal) : raw;
        }

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var changes = new List<TextChange>(replacements.Count);
            foreach (var replacement in replacements)
            {
                if (CutsEscape(text, leaf, replacement.Span.Start) || CutsEscape(text, leaf, replacement.Span.End)) return LeafEdit.Refuse("the name stands partly in an escape");
                if (replacement.NewText!.AsSpan().IndexOfAny('\r', '\n') >= 0) return LeafEdit.Refuse("a line break cannot stand in a line of a Makefile");
                changes.Add(new TextChange(replacement.Span, Encode(replacement.NewText!)));
            }

            return LeafEdit.Of(changes);
        }

        private string Encode(string meaning)
        {
            var raw = new StringBuilder(meaning).Replace("$", "$$");
            return (escapesHash ? raw.Replace("#", "\\#") : raw).ToString();
        }

        private bool CutsEscape(string text, TextSpan leaf, int at)
        {
            if (at <= leaf.Start || at >= leaf.End) return false;
            if (escapesHash && text[at] == '#' && text[at - 1] == '\\') return true;
            var dollars = 0;
            while (at - dollars > leaf.Start && text[at - dollars - 1] == '$') dollars++;
            return dollars % 2 == 1 && text[at] == '$';
        }
    }
}
