using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>Where the content of a block scalar lies.</summary>
/// <param name="Content">From the first character of the first line with content to the end of the last one, without its line end; empty where there is none.</param>
/// <param name="Indent">How many blanks each line begins with that are no content.</param>
internal readonly record struct YamlBlock(TextSpan Content, int Indent)
{
    /// <summary>Finds the content of a block scalar.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="start">Where the line behind the header begins.</param>
    /// <param name="end">Where the parser says that the scalar ends, comments behind it perhaps included.</param>
    /// <param name="value">What the parser read: the indentation follows from it, indicated or not.</param>
    public static YamlBlock Find(string text, int start, int end, string value)
    {
        int first = -1, last = -1, indent = -1;
        for (var line = start; line < end;)
        {
            var lineEnd = YamlScalarText.LineEnd(text, line, end);
            var blanks = Blanks(text.AsSpan(line, lineEnd - line));
            if (line + blanks < lineEnd)
            {
                if (indent < 0) indent = Math.Max(0, blanks - LeadingBlanks(value));
                if (blanks < indent) break;
                if (first < 0) first = line + indent;
                last = lineEnd;
            }

            var next = YamlScalarText.AfterBreak(text, lineEnd);
            if (next == line) break;
            line = next;
        }

        return first < 0 ? default : new YamlBlock(TextSpan.FromBounds(first, Math.Max(first, last)), indent);
    }

    private static int Blanks(ReadOnlySpan<char> line)
    {
        var count = line.IndexOfAnyExcept(' ');
        return count < 0 ? line.Length : count;
    }

    private static int LeadingBlanks(string value)
    {
        var content = value.AsSpan().IndexOfAnyExcept(' ', '\n');
        if (content < 0) return 0;
        return content - (value.AsSpan(0, content).LastIndexOf('\n') + 1);
    }
}
