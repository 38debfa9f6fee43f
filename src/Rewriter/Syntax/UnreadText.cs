using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>Covers what a reader gave up on, so that no word of a refused file is hidden in a gap.</summary>
internal static class UnreadText
{
    /// <summary>
    /// The document of a text that was understood up to some place only: everything behind the last leaf becomes
    /// <see cref="Label.Text"/>, a leaf a line.
    /// </summary>
    public static SyntaxDocument Finish(ReadRequest request, LeafBuilder leaves, SyntaxProblem problem)
    {
        var text = request.Text;
        for (var at = leaves.Position; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOfAny('\r', '\n');
            var end = length < 0 ? text.Length : at + length;
            var start = at;
            while (start < end && char.IsWhiteSpace(text[start])) start++;
            var last = end;
            while (last > start && char.IsWhiteSpace(text[last - 1])) last--;
            leaves.Add(TextSpan.FromBounds(start, last), Label.Text, request.Root);
            at = end + 1;
        }

        return new SyntaxDocument(request, leaves.Build(), [problem]);
    }
}
