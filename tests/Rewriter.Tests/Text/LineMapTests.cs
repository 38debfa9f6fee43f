using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Tests.Text;

public sealed class LineMapTests
{
    [Theory]
    [InlineData("", new[] { 0 })]
    [InlineData("a\nb", new[] { 0, 2 })]
    [InlineData("a\r\nb\r\n", new[] { 0, 3, 6 })]
    [InlineData("a\rb", new[] { 0, 2 })]
    [InlineData("\n\r\n\r", new[] { 0, 1, 3, 4 })]
    [InlineData("\r\r\n", new[] { 0, 1, 3 })]
    [InlineData("a\u0085b\u2028c\u2029d\fe\vf", new[] { 0 })]
    public void Lines_end_at_lf_crlf_and_cr_only(string text, int[] starts)
    {
        var map = new LineMap(text);
        Assert.Equal(starts, Enumerable.Range(0, map.Count).Select(map.Start));
        Assert.Equal(text.Length, map.End(map.Count - 1));
    }

    [Fact]
    public void Every_offset_lies_on_the_line_that_holds_it()
    {
        const string Text = "ab\r\nc\r\rd\n\U0001F600x\n";
        var map = new LineMap(Text);
        for (var offset = 0; offset <= Text.Length; offset++)
        {
            var (line, character) = (map.PositionOf(offset).Line, map.PositionOf(offset).Character);
            Assert.Equal(offset, map.Start(line) + character);
            Assert.True(offset < map.End(line) || line == map.Count - 1, $"{offset} on line {line}");
        }

        Assert.Equal(new LinePosition(4, 2), map.PositionOf(Text.IndexOf('x', StringComparison.Ordinal)));
        Assert.Equal(new LinePositionSpan(new(0, 1), new(1, 1)), map.SpanOf(TextSpan.FromBounds(1, 5)));
    }
}
