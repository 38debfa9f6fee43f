using System.Text;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Rewriter.Syntax.Yaml;

/// <summary>The content of a scalar in single or double quotes.</summary>
internal sealed class QuotedScalarCodec(ScalarStyle style) : LeafCodec
{
    public override string Decode(string text, TextSpan leaf) => YamlScalarText.Decode(text, leaf, style, 0);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        if (style == ScalarStyle.DoubleQuoted) return LeafEdit.Of(replacements.Select(r => new TextChange(r.Span, YamlCodecs.EscapeDouble(r.NewText!))));
        return YamlCodecs.NeedsDouble(replacements)
            ? InDoubleQuotes(text, leaf, replacements)
            : LeafEdit.Of(replacements.Select(r => new TextChange(r.Span, r.NewText!.Replace("'", "''", StringComparison.Ordinal))));
    }

    /// <summary>Control characters have no escape in single quotes: the whole scalar changes its quotes.</summary>
    private LeafEdit InDoubleQuotes(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        if (leaf.Start == 0 || leaf.End >= text.Length || text[leaf.Start - 1] != '\'' || text[leaf.End] != '\'')
            return LeafEdit.Refuse("the new text cannot stand in a part of a single-quoted scalar");

        var result = new StringBuilder("\"");
        var at = leaf.Start;
        foreach (var replacement in replacements)
        {
            result.Append(YamlCodecs.EscapeDouble(Decode(text, TextSpan.FromBounds(at, replacement.Span.Start)))).Append(YamlCodecs.EscapeDouble(replacement.NewText!));
            at = replacement.Span.End;
        }

        result.Append(YamlCodecs.EscapeDouble(Decode(text, TextSpan.FromBounds(at, leaf.End)))).Append('"');
        return LeafEdit.Of([new TextChange(TextSpan.FromBounds(leaf.Start - 1, leaf.End + 1), result.ToString())]);
    }
}
