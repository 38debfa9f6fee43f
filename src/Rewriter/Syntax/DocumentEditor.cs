using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax;

/// <summary>
/// Turns replacements of meanings into changes of text, and proves them: the edited file is read again, and must say
/// what the old one said, but for the replacements (invariant 2).
/// </summary>
public static class DocumentEditor
{
    /// <summary>Edits a document.</summary>
    /// <param name="file">The file.</param>
    /// <param name="document">What its reader made of it.</param>
    /// <param name="replacements">Spans of the file's text, apart, each within one leaf, with the text that shall be meant there.</param>
    public static EditOutcome Edit(SourceFile file, SyntaxDocument document, IEnumerable<TextChange> replacements)
    {
        var refusals = ImmutableArray.CreateBuilder<SyntaxProblem>();
        foreach (var problem in document.Problems) refusals.Add(problem);

        var byLeaf = GroupByLeaf(document, replacements, refusals);
        var unordered = new List<TextChange>();
        foreach (var edited in byLeaf)
        {
            var leaf = document.MeaningfulLeaves[edited.Index];
            var edit = leaf.Codec.Replace(file.Text, leaf.Span, edited.Replacements);
            if (edit.Refusal is not null) refusals.Add(new SyntaxProblem(edited.Replacements[0].Span, edit.Refusal));
            foreach (var change in edit.Changes) unordered.Add(change);
        }

        if (refusals.Count > 0) return new EditOutcome([], refusals.ToImmutable());
        var changes = TextChanges.InOrder(unordered);
        if (FirstOverlap(changes) is { } overlap) return new EditOutcome([], [new SyntaxProblem(overlap, "two edits would have to change the same text")]);

        var proof = Prove(file, document, byLeaf, unordered);
        return proof is null ? new EditOutcome(ImmutableCollectionsMarshal.AsImmutableArray(changes), []) : new EditOutcome([], [proof]);
    }

    /// <summary>The leaves that are edited, in order, each with its replacements in order.</summary>
    private static List<EditedLeaf> GroupByLeaf(SyntaxDocument document, IEnumerable<TextChange> replacements, ImmutableArray<SyntaxProblem>.Builder refusals)
    {
        var edited = new List<EditedLeaf>();
        foreach (var replacement in TextChanges.InOrder(replacements))
        {
            var index = document.IndexAt(replacement.Span.Start);
            if (index < 0 || !document.MeaningfulLeaves[index].Span.Contains(replacement.Span))
            {
                refusals.Add(new SyntaxProblem(replacement.Span, "the name reaches across the border of two syntactic pieces"));
                continue;
            }

            if (edited.Count == 0 || edited[^1].Index != index) edited.Add(new EditedLeaf(index));
            edited[^1].Replacements.Add(replacement);
        }

        return edited;
    }

    /// <summary>A leaf by its place among all, and what is replaced in it.</summary>
    private sealed class EditedLeaf(int index)
    {
        public int Index { get; } = index;

        public List<TextChange> Replacements { get; } = [];
    }

    private static TextSpan? FirstOverlap(TextChange[] changes)
    {
        for (var i = 1; i < changes.Length; i++)
        {
            if (changes[i].Span.Start < changes[i - 1].Span.End) return changes[i].Span;
        }

        return null;
    }

    private static SyntaxProblem? Prove(SourceFile file, SyntaxDocument before, List<EditedLeaf> byLeaf, List<TextChange> changes)
    {
        var edited = SourceFile.FromText(file.Path, file.Apply(changes));
        var after = LanguageCatalog.Read(edited);
        if (!after.IsUnderstood) return new SyntaxProblem(byLeaf[0].Replacements[0].Span, $"the file could not be read any more after the edit: {after.Problems[0].Message}");

        var renamed = RenamedNames(before, byLeaf);
        var nextEdited = 0;
        for (var i = 0; i < Math.Min(before.MeaningfulLeaves.Length, after.MeaningfulLeaves.Length); i++)
        {
            var replacements = nextEdited < byLeaf.Count && byLeaf[nextEdited].Index == i ? byLeaf[nextEdited++].Replacements : null;
            ref readonly var old = ref before.MeaningfulLeaves.ItemRef(i);
            ref readonly var now = ref after.MeaningfulLeaves.ItemRef(i);
            if (!SaysTheSame(before, old, replacements, after, now) || !SamePath(old.Path, now.Path, renamed))
                return new SyntaxProblem(old.Span, $"'{old.Decode(before.Text)}' at {old.Path} would mean something else after the edit");
        }

        return before.MeaningfulLeaves.Length != after.MeaningfulLeaves.Length ? new SyntaxProblem(EndOf(before), "the file would have other parts after the edit than before") : null;
    }

    private static TextSpan EndOf(SyntaxDocument document) => new(document.Text.Length, 0);

    private static bool SaysTheSame(SyntaxDocument before, in SyntaxLeaf old, List<TextChange>? replacements, SyntaxDocument after, in SyntaxLeaf now)
    {
        if (old.Label != now.Label) return false;
        if (replacements is not null) return now.Decode(after.Text) == Expected(before, old, replacements);

        // Most leaves mean their own letters, before and after.
        var isVerbatim = ReferenceEquals(old.Codec, LeafCodec.Verbatim) && ReferenceEquals(now.Codec, LeafCodec.Verbatim);
        return isVerbatim
            ? before.Text.AsSpan(old.Span.Start, old.Span.Length).SequenceEqual(after.Text.AsSpan(now.Span.Start, now.Span.Length))
            : now.Decode(after.Text) == old.Decode(before.Text);
    }

    private static string Expected(SyntaxDocument before, in SyntaxLeaf leaf, List<TextChange> replacements)
    {
        var result = string.Empty;
        var at = leaf.Span.Start;
        foreach (var replacement in replacements)
        {
            result += leaf.Codec.Decode(before.Text, TextSpan.FromBounds(at, replacement.Span.Start)) + replacement.NewText;
            at = replacement.Span.End;
        }

        return result + leaf.Codec.Decode(before.Text, TextSpan.FromBounds(at, leaf.Span.End));
    }

    private static Dictionary<string, string> RenamedNames(SyntaxDocument before, List<EditedLeaf> byLeaf)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var edited in byLeaf)
        {
            var leaf = before.MeaningfulLeaves[edited.Index];
            renamed[leaf.Decode(before.Text)] = Expected(before, leaf, edited.Replacements);
        }

        return renamed;
    }

    /// <summary>Paths are equal but for names that were edited: a renamed key changes the paths below it.</summary>
    private static bool SamePath(StructuralPath before, StructuralPath after, Dictionary<string, string> renamed)
    {
        StructuralPath? x = before, y = after;
        for (; x.Parent is not null && y.Parent is not null; x = x.Parent, y = y.Parent)
        {
            if (ReferenceEquals(x, y)) return true;
            if (x.Segment == y.Segment) continue;
            if (!SegmentRenamed(x.Segment, y.Segment, renamed)) return false;
        }

        return x.Parent is null && y.Parent is null;
    }

    private static bool SegmentRenamed(string before, string after, Dictionary<string, string> renamed)
    {
        if (renamed.TryGetValue(before, out var exact) && exact == after) return true;

        // A segment can be made of several leaves, such as the labels of a block or a heading's words.
        return renamed.Any(r => r.Key.Length > 0 && before.Contains(r.Key, StringComparison.Ordinal) && before.Replace(r.Key, r.Value, StringComparison.Ordinal) == after)
            || renamed.Aggregate(before, (text, r) => r.Key.Length == 0 ? text : text.Replace(r.Key, r.Value, StringComparison.Ordinal)) == after;
    }
}
