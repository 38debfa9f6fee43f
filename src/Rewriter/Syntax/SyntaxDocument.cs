using System.Collections.Immutable;

namespace Rewriter.Syntax;

/// <summary>What a reader made of a text: leaves that cover it, and what it did not understand.</summary>
/// <param name="Text">The text that was read.</param>
/// <param name="Leaves">All leaves, in order, without gap or overlap.</param>
/// <param name="Problems">Empty where all was understood.</param>
public sealed record SyntaxDocument(string Text, ImmutableArray<SyntaxLeaf> Leaves, ImmutableArray<SyntaxProblem> Problems)
{
    /// <summary>True where nothing was left open.</summary>
    public bool IsUnderstood => Problems.IsEmpty;

    /// <summary>The leaf at an offset (UTF-16), or null outside of the text.</summary>
    public SyntaxLeaf? LeafAt(int offset)
    {
        var index = IndexAt(offset);
        return index < 0 ? null : Leaves[index];
    }

    /// <summary>The index of the leaf at an offset (UTF-16), or -1 outside of the text.</summary>
    public int IndexAt(int offset)
    {
        int low = 0, high = Leaves.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var span = Leaves[middle].Span;
            if (offset < span.Start) high = middle - 1;
            else if (offset >= span.End) low = middle + 1;
            else return middle;
        }

        return -1;
    }

    /// <summary>The text again, put together from the leaves.</summary>
    public string Print() => string.Concat(Leaves.Select(leaf => Text.Substring(leaf.Span.Start, leaf.Span.Length)));
}
