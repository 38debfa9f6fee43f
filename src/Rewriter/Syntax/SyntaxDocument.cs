using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// What a reader made of a text: leaves that cover it, and what it did not understand. Only leaves with a meaning are
/// kept. What lies between them is blanks and signs, of which there are as many leaves again; nobody who renames asks
/// for them, and so they are made when they are asked for.
/// </summary>
public sealed record SyntaxDocument
{
    private readonly LanguageStack _languages;
    private readonly StructuralPath _root;

    /// <summary>Makes the document of a text that was read.</summary>
    /// <param name="request">What was to be read.</param>
    /// <param name="meaningful">The leaves with a meaning, in order and apart.</param>
    /// <param name="problems">What was not understood; empty where all was.</param>
    public SyntaxDocument(ReadRequest request, ImmutableArray<SyntaxLeaf> meaningful, ImmutableArray<SyntaxProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(request);
        (Text, _languages, _root) = (request.Text, request.Languages, request.Root);
        (MeaningfulLeaves, Problems) = (meaningful, problems);
    }

    /// <summary>The text that was read.</summary>
    public string Text { get; }

    /// <summary>The leaves in which a name can stand, in order and apart: all but trivia and punctuation.</summary>
    public ImmutableArray<SyntaxLeaf> MeaningfulLeaves { get; init; }

    /// <summary>Empty where all was understood.</summary>
    public ImmutableArray<SyntaxProblem> Problems { get; init; }

    /// <summary>True where nothing was left open.</summary>
    public bool IsUnderstood => Problems.IsEmpty;

    /// <summary>
    /// All leaves, in order, without gap or overlap; made anew by every call. What lies between two leaves with a meaning
    /// is trivia where it is blank and punctuation elsewhere, in the language of the text itself.
    /// </summary>
    public IEnumerable<SyntaxLeaf> Leaves
    {
        get
        {
            var at = 0;
            foreach (var leaf in MeaningfulLeaves)
            {
                for (; at < leaf.Span.Start; at = EndOfGapLeaf(at, leaf.Span.Start)) yield return GapLeaf(at, EndOfGapLeaf(at, leaf.Span.Start));
                yield return leaf;
                at = leaf.Span.End;
            }

            for (; at < Text.Length; at = EndOfGapLeaf(at, Text.Length)) yield return GapLeaf(at, EndOfGapLeaf(at, Text.Length));
        }
    }

    /// <summary>The leaf at an offset (UTF-16), or null outside of the text.</summary>
    public SyntaxLeaf? LeafAt(int offset)
    {
        if (offset < 0 || offset >= Text.Length) return null;
        var next = FirstEndingBehind(offset);
        if (next < MeaningfulLeaves.Length && MeaningfulLeaves[next].Span.Start <= offset) return MeaningfulLeaves[next];

        var gapEnd = next < MeaningfulLeaves.Length ? MeaningfulLeaves[next].Span.Start : Text.Length;
        for (var at = next == 0 ? 0 : MeaningfulLeaves[next - 1].Span.End; ;)
        {
            var end = EndOfGapLeaf(at, gapEnd);
            if (offset < end) return GapLeaf(at, end);
            at = end;
        }
    }

    /// <summary>The index among <see cref="MeaningfulLeaves"/> of the one at an offset (UTF-16); -1 where none stands.</summary>
    public int IndexAt(int offset)
    {
        var index = FirstEndingBehind(offset);
        return index < MeaningfulLeaves.Length && MeaningfulLeaves[index].Span.Start <= offset ? index : -1;
    }

    /// <summary>The text again, put together from the leaves.</summary>
    public string Print() => string.Concat(Leaves.Select(leaf => Text.Substring(leaf.Span.Start, leaf.Span.Length)));

    private int FirstEndingBehind(int offset)
    {
        int low = 0, high = MeaningfulLeaves.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (MeaningfulLeaves[middle].Span.End <= offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private int EndOfGapLeaf(int start, int gapEnd)
    {
        var isBlank = char.IsWhiteSpace(Text[start]);
        var end = start + 1;
        while (end < gapEnd && char.IsWhiteSpace(Text[end]) == isBlank) end++;
        return end;
    }

    private SyntaxLeaf GapLeaf(int start, int end) =>
        new(TextSpan.FromBounds(start, end), char.IsWhiteSpace(Text[start]) ? Label.Trivia : Label.Punctuation, _root, _languages, LeafCodec.Verbatim);
}
