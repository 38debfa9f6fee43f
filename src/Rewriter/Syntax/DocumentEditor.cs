using System.Collections.Immutable;
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
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var (index, inLeaf) in byLeaf)
        {
            var leaf = document.MeaningfulLeaves[index];
            var edit = leaf.Codec.Replace(file.Text, leaf.Span, inLeaf);
            if (edit.Refusal is not null) refusals.Add(new SyntaxProblem(inLeaf[0].Span, edit.Refusal));
            changes.AddRange(edit.Changes);
        }

        if (refusals.Count > 0) return new EditOutcome([], refusals.ToImmutable());
        changes.Sort((a, b) => a.Span.CompareTo(b.Span));
        if (FirstOverlap(changes) is { } overlap) return new EditOutcome([], [new SyntaxProblem(overlap, "two edits would have to change the same text")]);

        var proof = Prove(file, document, byLeaf, changes);
        return proof is null ? new EditOutcome(changes.ToImmutable(), []) : new EditOutcome([], [proof]);
    }

    private static SortedDictionary<int, List<TextChange>> GroupByLeaf(SyntaxDocument document, IEnumerable<TextChange> replacements, ImmutableArray<SyntaxProblem>.Builder refusals)
    {
        var byLeaf = new SortedDictionary<int, List<TextChange>>();
        foreach (var replacement in replacements.OrderBy(r => r.Span.Start))
        {
            var index = document.IndexAt(replacement.Span.Start);
            if (index < 0 || !document.MeaningfulLeaves[index].Span.Contains(replacement.Span))
            {
                refusals.Add(new SyntaxProblem(replacement.Span, "the name reaches across the border of two syntactic pieces"));
                continue;
            }

            if (!byLeaf.TryGetValue(index, out var list)) byLeaf[index] = list = [];
            list.Add(replacement);
        }

        return byLeaf;
    }

    private static TextSpan? FirstOverlap(ImmutableArray<TextChange>.Builder changes)
    {
        for (var i = 1; i < changes.Count; i++)
        {
            if (changes[i].Span.Start < changes[i - 1].Span.End) return changes[i].Span;
        }

        return null;
    }

    private static SyntaxProblem? Prove(SourceFile file, SyntaxDocument before, SortedDictionary<int, List<TextChange>> byLeaf, IEnumerable<TextChange> changes)
    {
        var edited = SourceFile.FromText(file.Path, file.Apply(changes));
        var after = LanguageCatalog.Read(edited);
        if (!after.IsUnderstood) return new SyntaxProblem(byLeaf.First().Value[0].Span, $"the file could not be read any more after the edit: {after.Problems[0].Message}");

        var old = before.MeaningfulLeaves;
        var now = after.MeaningfulLeaves;
        var renamed = RenamedNames(before, byLeaf);
        for (var i = 0; i < Math.Max(old.Length, now.Length); i++)
        {
            if (i >= old.Length || i >= now.Length) return new SyntaxProblem(EndOf(before), "the file would have other parts after the edit than before");
            var leaf = old[i];
            var same = now[i].Label == leaf.Label
                && now[i].Decode(after.Text) == Expected(before, i, byLeaf)
                && SamePath(leaf.Path, now[i].Path, renamed);
            if (!same) return new SyntaxProblem(leaf.Span, $"'{leaf.Decode(before.Text)}' at {leaf.Path} would mean something else after the edit");
        }

        return null;
    }

    private static TextSpan EndOf(SyntaxDocument document) => new(document.Text.Length, 0);

    private static string Expected(SyntaxDocument before, int index, SortedDictionary<int, List<TextChange>> byLeaf)
    {
        var leaf = before.MeaningfulLeaves[index];
        if (!byLeaf.TryGetValue(index, out var replacements)) return leaf.Decode(before.Text);

        var result = string.Empty;
        var at = leaf.Span.Start;
        foreach (var replacement in replacements)
        {
            result += leaf.Codec.Decode(before.Text, TextSpan.FromBounds(at, replacement.Span.Start)) + replacement.NewText;
            at = replacement.Span.End;
        }

        return result + leaf.Codec.Decode(before.Text, TextSpan.FromBounds(at, leaf.Span.End));
    }

    private static Dictionary<string, string> RenamedNames(SyntaxDocument before, SortedDictionary<int, List<TextChange>> byLeaf)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var index in byLeaf.Keys) renamed[before.MeaningfulLeaves[index].Decode(before.Text)] = Expected(before, index, byLeaf);
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
