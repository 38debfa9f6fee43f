using System.Text;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// A scalar without quotes. New text that cannot stand so, or that would be no string any more where it was one, is
/// written in quotes that go around the whole scalar.
/// </summary>
internal sealed class PlainScalarCodec(bool inFlow, bool isString) : LeafCodec
{
    public override string Decode(string text, TextSpan leaf) => YamlScalarText.Decode(text, leaf, ScalarStyle.Plain, 0);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var doubled = YamlCodecs.NeedsDouble(replacements);
        var whole = Whole(text, leaf, replacements);
        if (!doubled && YamlPlainText.Fits(whole, inFlow) && (!isString || YamlPlainText.IsString(whole))) return LeafEdit.Of(replacements);

        var quote = doubled ? '"' : '\'';
        var result = new StringBuilder().Append(quote);
        var at = leaf.Start;
        foreach (var replacement in replacements)
        {
            result.Append(Kept(text, TextSpan.FromBounds(at, replacement.Span.Start), doubled)).Append(Quoted(replacement.NewText!, doubled));
            at = replacement.Span.End;
        }

        result.Append(Kept(text, TextSpan.FromBounds(at, leaf.End), doubled)).Append(quote);
        return LeafEdit.Of([new TextChange(leaf, result.ToString())]);
    }

    private string Whole(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var result = new StringBuilder();
        var at = leaf.Start;
        foreach (var replacement in replacements)
        {
            result.Append(Decode(text, TextSpan.FromBounds(at, replacement.Span.Start))).Append(replacement.NewText);
            at = replacement.Span.End;
        }

        return result.Append(Decode(text, TextSpan.FromBounds(at, leaf.End))).Replace('\n', ' ').ToString();
    }

    /// <summary>In single quotes line ends of the raw text stay: they fold there as they fold in plain text.</summary>
    private string Kept(string text, TextSpan part, bool doubled) =>
        doubled ? YamlCodecs.EscapeDouble(Decode(text, part)) : Quoted(text.Substring(part.Start, part.Length), doubled);

    private static string Quoted(string text, bool doubled) =>
        doubled ? YamlCodecs.EscapeDouble(text) : text.Replace("'", "''", StringComparison.Ordinal);
}
