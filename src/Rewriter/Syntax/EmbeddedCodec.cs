using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// Leaves of an inner language whose text is written inside a leaf of an outer one: new text is escaped for the inner
/// language first, then for the outer one.
/// </summary>
/// <param name="embedded">The inner text.</param>
/// <param name="only">The one leaf inside that this codec is for; null where a leaf's place inside follows from its place outside.</param>
/// <param name="innerCodec">How the inner language writes it.</param>
/// <param name="outerCodec">How the outer language writes the inner text.</param>
/// <param name="outerLeaf">What the outer codec speaks of.</param>
internal sealed class EmbeddedCodec(EmbeddedText embedded, TextSpan? only, LeafCodec innerCodec, LeafCodec outerCodec, TextSpan outerLeaf) : LeafCodec
{
    /// <summary>How the inner language writes the leaf.</summary>
    public LeafCodec Inner => innerCodec;

    // A part of the leaf is decoded where an edit is proven; a part that cannot be mapped back stands for itself.
    public override string Decode(string text, TextSpan leaf) =>
        leaf.IsEmpty ? string.Empty
        : only is { } inner && embedded.ToOuter(inner) is [var whole] && whole == leaf ? innerCodec.Decode(embedded.Text, inner)
        : ToInner(leaf) is { } part ? innerCodec.Decode(embedded.Text, part)
        : text.Substring(leaf.Start, leaf.Length);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        if ((only ?? ToInner(leaf)) is not { } inner) return LeafEdit.Refuse("the name stands partly in an escape");
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

    private TextSpan? ToInner(TextSpan outer) =>
        embedded.ToInner(outer) is { } span && (only is not { } inner || inner.Contains(span)) ? span : null;

    private TextSpan? ToOuterOrPoint(TextSpan span)
    {
        if (!span.IsEmpty) return embedded.ToOuter(span) is [var single] ? single : null;
        if (span.Start < embedded.Text.Length && embedded.ToOuter(new TextSpan(span.Start, 1)) is [var next, ..]) return new TextSpan(next.Start, 0);
        return span.Start > 0 && embedded.ToOuter(new TextSpan(span.Start - 1, 1)) is [.., var before] ? new TextSpan(before.End, 0) : null;
    }
}
