using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// A leaf of an inner language whose text is written inside a leaf of an outer one: new text is escaped for the inner
/// language first, then for the outer one.
/// </summary>
internal sealed class EmbeddedCodec(EmbeddedText embedded, TextSpan inner, LeafCodec innerCodec, LeafCodec outerCodec, TextSpan outerLeaf) : LeafCodec
{
    // A part of the leaf is decoded where an edit is proven; a part that cannot be mapped back stands for itself.
    public override string Decode(string text, TextSpan leaf) =>
        leaf.IsEmpty ? string.Empty
        : embedded.ToOuter(inner) is [var whole] && whole == leaf ? innerCodec.Decode(embedded.Text, inner)
        : ToInner(leaf) is { } part ? innerCodec.Decode(embedded.Text, part)
        : text.Substring(leaf.Start, leaf.Length);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var inward = new List<TextChange>();
        foreach (var replacement in replacements)
        {
            if (ToInner(replacement.Span) is not { } span) return LeafEdit.Refuse("the name stands partly in an escape");
            inward.Add(new TextChange(span, replacement.NewText!));
        }

        var edit = innerCodec.Replace(embedded.Text, inner, inward);
        if (edit.Refusal is not null) return edit;

        var outward = new List<TextChange>();
        foreach (var change in edit.Changes)
        {
            var spans = ToOuterOrPoint(change.Span);
            if (spans is not { } span) return LeafEdit.Refuse("the new text would need quotes across lines of the text around it");
            outward.Add(new TextChange(span, change.NewText!));
        }

        var result = outerCodec.Replace(text, outerLeaf, outward);
        if (result.Refusal is not null) return result;
        return result.Changes.All(c => outerLeaf.Contains(c.Span) && c.Span.Length < Math.Max(outerLeaf.Length, leaf.Length + 1))
            ? result
            : LeafEdit.Refuse("the new text would need the whole text around it to be quoted");
    }

    private TextSpan? ToInner(TextSpan outer)
    {
        // The leaf's own span is searched; it is short, and edits are few.
        for (var start = inner.Start; start < inner.End; start++)
        {
            var mapped = embedded.ToOuter(new TextSpan(start, 1));
            if (mapped.Length != 1 || mapped[0].Start != outer.Start) continue;
            for (var end = start + 1; end <= inner.End; end++)
            {
                var whole = embedded.ToOuter(TextSpan.FromBounds(start, end));
                if (whole.Length == 1 && whole[0] == outer) return TextSpan.FromBounds(start, end);
                if (whole[^1].End > outer.End) break;
            }
        }

        return null;
    }

    private TextSpan? ToOuterOrPoint(TextSpan span)
    {
        if (!span.IsEmpty) return embedded.ToOuter(span) is [var single] ? single : null;
        if (span.Start < embedded.Text.Length && embedded.ToOuter(new TextSpan(span.Start, 1)) is [var next, ..]) return new TextSpan(next.Start, 0);
        return span.Start > 0 && embedded.ToOuter(new TextSpan(span.Start - 1, 1)) is [.., var before] ? new TextSpan(before.End, 0) : null;
    }
}
