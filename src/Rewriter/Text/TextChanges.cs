using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Text;

/// <summary>Puts changes of a text in order.</summary>
internal static class TextChanges
{
    /// <summary>The changes by their spans; those of equal spans in the order given.</summary>
    /// <remarks>
    /// Changes are nearly always in order already. A sort of the base library over such structures is compiled while
    /// the command runs, and is only reached where one step back is not enough.
    /// </remarks>
    public static TextChange[] InOrder(IEnumerable<TextChange> changes)
    {
        var list = changes as List<TextChange> ?? [.. changes];
        var ordered = new TextChange[list.Count];
        var steps = 0;
        for (var i = 0; i < list.Count; i++)
        {
            var at = i;
            for (; at > 0 && IsBefore(list[i], ordered[at - 1]); at--, steps++) ordered[at] = ordered[at - 1];
            ordered[at] = list[i];
            if (steps > 8 * list.Count) return [.. list.OrderBy(c => c.Span.Start).ThenBy(c => c.Span.End)];
        }

        return ordered;
    }

    private static bool IsBefore(TextChange left, TextChange right) =>
        left.Span.Start != right.Span.Start ? left.Span.Start < right.Span.Start : left.Span.End < right.Span.End;
}
