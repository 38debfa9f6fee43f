using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rewriter.Naming;

namespace Rewriter.Cli.Commands;

/// <summary>Reads pairs of names from a file: JSON, or lines of old and new with a tab between them.</summary>
internal static class PairsFile
{
    /// <summary>The pairs; null, and what is wrong (to be put behind the file's name), where they cannot be read.</summary>
    public static ImmutableArray<NamePair>? Read(byte[]? bytes, out string problem)
    {
        problem = ": there is no such file";
        if (bytes is null) return null;
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        return text.TrimStart().StartsWith('[') ? ReadJson(text, out problem) : ReadLines(text, out problem);
    }

    private static ImmutableArray<NamePair>? ReadJson(string text, out string problem)
    {
        problem = string.Empty;
        try
        {
            using var document = JsonDocument.Parse(text);
            var pairs = ImmutableArray.CreateBuilder<NamePair>();
            foreach (var item in document.RootElement.EnumerateArray())
            {
                foreach (var member in item.EnumerateObject().Where(m => m.Name is not ("from" or "to" or "variants")))
                {
                    problem = $": '{member.Name}' is no key of a pair; known are: from, to, variants";
                    return null;
                }

                pairs.Add(new NamePair(item.GetProperty("from").GetString()!, item.GetProperty("to").GetString()!, !item.TryGetProperty("variants", out var variants) || variants.GetBoolean()));
            }

            return pairs.ToImmutable();
        }
        catch (JsonException broken)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"({(broken.LineNumber ?? 0) + 1},{(broken.BytePositionInLine ?? 0) + 1}): this is not valid JSON");
        }
        catch (Exception shape) when (shape is InvalidOperationException or KeyNotFoundException)
        {
            problem = ": a list of pairs is expected: [{\"from\": \"old\", \"to\": \"new\"}]";
        }

        return null;
    }

    private static ImmutableArray<NamePair>? ReadLines(string text, out string problem)
    {
        problem = string.Empty;
        var pairs = ImmutableArray.CreateBuilder<NamePair>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Trim().Length == 0) continue;
            var cells = line.TrimEnd('\r').Split('\t');
            if (cells.Length != 2 || cells[0].Length == 0 || cells[1].Length == 0)
            {
                problem = $"({number}): a line is the old name, a tab, and the new name";
                return null;
            }

            pairs.Add(new NamePair(cells[0], cells[1], Variants: false));
        }

        return pairs.ToImmutable();
    }
}
