using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// The content of a literal or folded block scalar, from its first character to its last line; the indentation of its
/// lines lies within the leaf and is no part of what it says, nor are the line ends that chomping decides about.
/// </summary>
internal sealed class BlockScalarCodec(ScalarStyle style, int indent) : LeafCodec
{
    public override string Decode(string text, TextSpan leaf) => YamlScalarText.Decode(text, leaf, style, indent);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        foreach (var replacement in replacements)
        {
            var refusal = RefusalOf(text, leaf, replacement);
            if (refusal is not null) return LeafEdit.Refuse(refusal);
        }

        return LeafEdit.Of(replacements);
    }

    private string? RefusalOf(string text, TextSpan leaf, TextChange replacement)
    {
        if (replacement.NewText!.Any(YamlPlainText.MustBeEscaped)) return "a block scalar holds neither line ends nor control characters of new text";
        if (text.AsSpan(replacement.Span.Start, replacement.Span.Length).IndexOfAny('\n', '\r') >= 0 && replacement.Span != leaf)
            return "the name reaches over several lines of a block scalar";

        var start = replacement.Span.Start;
        var opensLine = start == leaf.Start || text[start - 1] is '\n' or '\r' or ' ';
        if (!opensLine) return null;
        var lineStart = start;
        while (lineStart > 0 && text[lineStart - 1] == ' ') lineStart--;
        var atLineStart = lineStart == 0 || text[lineStart - 1] is '\n' or '\r';
        var blank = replacement.NewText!.Length > 0 ? replacement.NewText![0] is ' ' or '\t' : replacement.Span.End < text.Length && text[replacement.Span.End] is ' ' or '\t' or '\n' or '\r';
        return atLineStart && start - lineStart <= indent && blank ? "the new text would change the indentation of a block scalar" : null;
    }
}
