using Markdig.Parsers;
using Markdig.Syntax;

namespace Rewriter.Syntax.Markdown;

/// <summary>
/// Paragraphs, but for those made to be slow. Markdig looks through all open brackets at each closing one, takes each
/// definition out of its paragraph by moving the rest, and looks for the end of each comment to the end of the
/// paragraph: time that grows with the square. A paragraph with too many of these has no inlines; its words are prose.
/// </summary>
internal sealed class BoundedParagraphParser : ParagraphBlockParser
{
    private const int MaxOpenBrackets = 1_000;
    private const int MaxDefinitions = 20_000;
    private const int MaxOpenMarkup = 5_000;

    /// <inheritdoc/>
    public override bool Close(BlockProcessor processor, Block block)
    {
        if (block is not LeafBlock leaf || !IsTooMuch(leaf)) return base.Close(processor, block);
        leaf.ProcessInlines = false;
        return true;
    }

    /// <summary>The same for headings, which another parser closes.</summary>
    public static void Bound(BlockProcessor processor, Block block)
    {
        if (block is LeafBlock leaf && IsTooMuch(leaf)) leaf.ProcessInlines = false;
    }

    private static bool IsTooMuch(LeafBlock block)
    {
        // A sign takes a character, so that nearly all paragraphs are known to be harmless by their length.
        if (block.Span.Length <= MaxOpenBrackets) return false;
        int brackets = 0, definitions = 0, markup = 0;
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var line = block.Lines.Lines[i].Slice.AsSpan();
            if (line.TrimStart(' ').StartsWith("[")) definitions++;
            brackets += OpenBrackets(line);
            for (var at = line.IndexOf("<"); at >= 0 && at + 1 < line.Length;)
            {
                if (line[at + 1] is '!' or '?') markup++;
                var next = line[(at + 1)..].IndexOf('<');
                at = next < 0 ? -1 : at + 1 + next;
            }

            if (brackets > MaxOpenBrackets || definitions > MaxDefinitions || markup > MaxOpenMarkup) return true;
        }

        return false;
    }

    /// <summary>Brackets of a line that do not become a link at once.</summary>
    private static int OpenBrackets(ReadOnlySpan<char> line)
    {
        var open = 0;
        for (var at = line.IndexOf('['); at >= 0;)
        {
            var rest = line[(at + 1)..];
            var sign = rest.IndexOfAny('[', ']');
            if (sign < 0) return open + 1;
            if (rest[sign] == '[') open++;
            else if (sign + 1 < rest.Length && rest[sign + 1] == '(' && rest[sign..].IndexOfAny(')', '[') is var end && (end < 0 || rest[sign + end] == '[')) open++;
            var next = rest[sign..].IndexOf('[');
            at = next < 0 ? -1 : at + 1 + sign + next;
        }

        return open;
    }
}
