using System.Globalization;
using DiffPlex;
using Rewriter.Text;

namespace Rewriter.Cli.Output;

/// <summary>Renders changes of text files as unified diffs.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Renders one file; empty where nothing differs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="before">Its text before; null where it is new.</param>
    /// <param name="after">Its text after; null where it is deleted.</param>
    /// <param name="style">Colours.</param>
    public static string Render(RepoPath path, string? before, string? after, Style style)
    {
        var old = Lines(before ?? string.Empty);
        var now = Lines(after ?? string.Empty);
        var blocks = new Differ().CreateCustomDiffs(before ?? string.Empty, after ?? string.Empty, ignoreWhiteSpace: false, Lines).DiffBlocks;
        if (blocks.Count == 0) return string.Empty;

        var writer = new StringWriter { NewLine = "\n" };
        writer.WriteLine(style.Strong($"--- {(before is null ? "/dev/null" : "a/" + path)}"));
        writer.WriteLine(style.Strong($"+++ {(after is null ? "/dev/null" : "b/" + path)}"));
        for (var i = 0; i < blocks.Count;)
        {
            // Blocks whose contexts touch share a hunk.
            var last = i;
            while (last + 1 < blocks.Count && blocks[last + 1].DeleteStartA - (blocks[last].DeleteStartA + blocks[last].DeleteCountA) <= 2 * Context) last++;
            WriteHunk(writer, old, now, [.. blocks.Skip(i).Take(last - i + 1)], style);
            i = last + 1;
        }

        return writer.ToString();
    }

    private static void WriteHunk(StringWriter writer, string[] old, string[] now, IReadOnlyList<DiffPlex.Model.DiffBlock> blocks, Style style)
    {
        var start = Math.Max(0, blocks[0].DeleteStartA - Context);
        var end = Math.Min(old.Length, blocks[^1].DeleteStartA + blocks[^1].DeleteCountA + Context);
        var shift = blocks[0].InsertStartB - blocks[0].DeleteStartA;
        var added = blocks.Sum(b => b.InsertCountB) - blocks.Sum(b => b.DeleteCountA);
        writer.WriteLine(style.Place(string.Create(CultureInfo.InvariantCulture, $"@@ -{Range(start, end - start)} +{Range(start + shift, end - start + added)} @@")));
        var at = start;
        foreach (var block in blocks)
        {
            for (; at < block.DeleteStartA; at++) WriteLine(writer, ' ', old[at], style);
            for (var i = 0; i < block.DeleteCountA; i++) WriteLine(writer, '-', old[block.DeleteStartA + i], style);
            for (var i = 0; i < block.InsertCountB; i++) WriteLine(writer, '+', now[block.InsertStartB + i], style);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        for (; at < end; at++) WriteLine(writer, ' ', old[at], style);
    }

    private static string Range(int start, int length) => length == 1 ? $"{start + 1}" : $"{(length == 0 ? start : start + 1)},{length}";

    private static void WriteLine(StringWriter writer, char sign, string line, Style style)
    {
        var text = sign + line.TrimEnd('\n');
        writer.WriteLine(sign switch { '+' => style.Good(text), '-' => style.Bad(text), _ => text });
        if (!line.EndsWith('\n')) writer.WriteLine("\\ No newline at end of file");
    }

    // Lines with their ends, so that CRLF and LF differ.
    private static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return [.. lines];
    }
}
