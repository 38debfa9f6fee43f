using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Text;

/// <summary>
/// Where the lines of a text begin. Only LF, CRLF and a lone CR end a line; NEL, LS and PS, at which
/// <see cref="SourceText.Lines"/> also breaks, do not, because no language read here but C# ends a line there.
/// </summary>
public sealed class LineMap
{
    private readonly int[] _starts;
    private readonly int _length;

    /// <summary>Makes the map of a text.</summary>
    public LineMap(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length;)
        {
            var next = text.AsSpan(i).IndexOfAny('\n', '\r');
            if (next < 0) break;
            i += next + 1;
            if (text[i - 1] == '\r' && i < text.Length && text[i] == '\n') i++;
            starts.Add(i);
        }

        _starts = [.. starts];
        _length = text.Length;
    }

    /// <summary>How many lines there are; a final line end opens one more, empty line.</summary>
    public int Count => _starts.Length;

    /// <summary>The offset (UTF-16) at which a line (0-based) begins.</summary>
    public int Start(int line) => _starts[line];

    /// <summary>The offset (UTF-16, exclusive) at which a line (0-based) ends, its line end included.</summary>
    public int End(int line) => line + 1 < _starts.Length ? _starts[line + 1] : _length;

    /// <summary>Line and character (both 0-based, UTF-16) of an offset.</summary>
    public LinePosition PositionOf(int offset)
    {
        var line = Array.BinarySearch(_starts, offset);
        if (line < 0) line = ~line - 1;
        return new LinePosition(line, offset - _starts[line]);
    }

    /// <summary>The lines and characters of a span.</summary>
    public LinePositionSpan SpanOf(TextSpan span) => new(PositionOf(span.Start), PositionOf(span.End));
}
