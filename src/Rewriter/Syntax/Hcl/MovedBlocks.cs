using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// <c>moved</c> blocks, with which Terraform follows a renamed resource or module call in its state instead of
/// destroying and creating it.
/// </summary>
public static class MovedBlocks
{
    /// <summary>The moves that a file states already, in order.</summary>
    public static ImmutableArray<MovedAddress> In(SyntaxDocument document)
    {
        var result = ImmutableArray.CreateBuilder<MovedAddress>();
        string? from = null, to = null;
        var leaves = document.Leaves.ToList();
        for (var i = 0; i < leaves.Count; i++)
        {
            var leaf = leaves[i];
            if (leaf.Label == Label.Keyword && leaf.Path.Segments() is ["moved"]) (from, to) = (null, null);
            if (leaf.Label != Label.Key || leaf.Path.Segments() is not ["moved", var side]) continue;
            if (side == "from") from = AddressBehind(document.Text, leaves, i);
            if (side == "to") to = AddressBehind(document.Text, leaves, i);
            if (from is null || to is null) continue;
            result.Add(new MovedAddress(from, to));
            (from, to) = (null, null);
        }

        return result.ToImmutable();
    }

    /// <summary>True for a place that remembers an address of the past: a <c>moved</c> block, the origin of a <c>removed</c> one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="place">Where in its structure the place lies.</param>
    public static bool Remember(RepoPath file, StructuralPath? place) =>
        file.Extension is ".tf" or ".tofu" && place?.Segments() is ["moved", ..] or ["removed", "from", ..];

    /// <summary>The text of a block, its last line end included.</summary>
    /// <param name="move">The old and the new address.</param>
    /// <param name="lineEnd">The line end of the file.</param>
    public static string Render(MovedAddress move, string lineEnd) =>
        string.Concat("moved {", lineEnd, "  from = ", move.From, lineEnd) + string.Concat("  to   = ", move.To, lineEnd, "}", lineEnd);

    /// <summary>
    /// The insertion at the end of a file that states moves, each after a blank line and in the file's line ends;
    /// null where it states them all already.
    /// </summary>
    public static TextChange? Append(SyntaxDocument document, IEnumerable<MovedAddress> moves)
    {
        var stated = In(document).ToHashSet();
        var lineEnd = LineEndOf(document.Text);
        var text = new StringBuilder();
        foreach (var move in moves)
        {
            if (move.From == move.To || !stated.Add(move)) continue;
            var lineEndsBefore = text.Length > 0 ? 1 : LineEndsAtEnd(document.Text);
            for (var i = lineEndsBefore; i < 2; i++) text.Append(lineEnd);
            text.Append(Render(move, lineEnd));
        }

        return text.Length == 0 ? null : new TextChange(new TextSpan(document.Text.Length, 0), text.ToString());
    }

    /// <summary>The line end that a text uses first; LF where it has one line.</summary>
    private static string LineEndOf(string text)
    {
        var first = text.IndexOf('\n', StringComparison.Ordinal);
        return first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>How many line ends a text ends with, up to two; an empty text needs none.</summary>
    private static int LineEndsAtEnd(string text)
    {
        var count = text.Length == 0 ? 2 : 0;
        for (var at = text.Length - 1; at >= 0 && count < 2; at--)
        {
            if (text[at] == '\n') count++;
            else if (text[at] != '\r') break;
        }

        return count;
    }

    /// <summary>An address as Terraform writes it: names, dots and indexes, without blanks and comments.</summary>
    private static string AddressBehind(string text, List<SyntaxLeaf> leaves, int key)
    {
        var result = new StringBuilder();
        for (var i = key + 1; i < leaves.Count; i++)
        {
            var leaf = leaves[i];
            var raw = text.AsSpan(leaf.Span.Start, leaf.Span.Length);
            if (leaf.Label == Label.Trivia && raw.Contains('\n')) break;
            if (leaf.Label is Label.Trivia or Label.Comment) continue;
            if (leaf.Label == Label.Punctuation && raw is "=" or "#" or "//" or "}") continue;
            result.Append(raw);
        }

        return result.ToString();
    }
}
