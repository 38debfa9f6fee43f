using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Hcl;

public sealed class HclRefusalTests
{
    [Theory]
    [InlineData("a =", 3)]
    [InlineData("a =\n1\n", 3)]
    [InlineData("a = 1 b = 2", 6)]
    [InlineData("a = 1; b = 2", 5)]
    [InlineData("a == 1", 2)]
    [InlineData("a = 1\na = 2", 6)]
    [InlineData("a = 'x'", 4)]
    [InlineData("a = \"x\ny\"", 6)]
    [InlineData("a = \"x", 4)]
    [InlineData("a = \"\\d\"", 5)]
    [InlineData("a = \"\\u12\"", 5)]
    [InlineData("a = \"\\uD800\"", 5)]
    [InlineData("a = \"${}\"", 7)]
    [InlineData("a = \"%{ foo }\"", 8)]
    [InlineData("a = \"%{ if x }\"", 15)]
    [InlineData("a = \"%{ endif }\"", 8)]
    [InlineData("a = \"%{ for x in y }%{ else }\"", 23)]
    [InlineData("a = [,]", 5)]
    [InlineData("a = [1 2]", 7)]
    [InlineData("a = {,}", 5)]
    [InlineData("a = { b = 1 c = 2 }", 12)]
    [InlineData("a = { b\n= 1 }", 7)]
    [InlineData("a = { for = 1 }", 10)]
    [InlineData("a = [for x in y : x...]", 19)]
    [InlineData("a = f(x..., 1)", 10)]
    [InlineData("a = b.0.1", 6)]
    [InlineData("a = 1.5.5", 7)]
    [InlineData("a = b[*\n]", 7)]
    [InlineData("a = b.*.c.*.d", 10)]
    [InlineData("a = b[0,1]", 7)]
    [InlineData("a = b ? c", 9)]
    [InlineData("a = 1 & 2", 6)]
    [InlineData("a = <<EOF # c\nx\nEOF\n", 9)]
    [InlineData("a = <<EOF\nx\nEOF", 9)]
    [InlineData("a = <<EOF\nx\rEOF\nEOF\n", 11)]
    [InlineData("a = << EOF\nx\nEOF\n", 6)]
    [InlineData("b {", 3)]
    [InlineData("b \"x\"\n{}\n", 5)]
    [InlineData("b \"${x}\" {}", 2)]
    [InlineData("b { x = 1, y = 2 }", 9)]
    [InlineData("b { c {} }", 8)]
    [InlineData("b {\n x = 1 }", 11)]
    [InlineData("b {\n}}", 5)]
    [InlineData("/* x", 0)]
    [InlineData("a = 1\rb = 2\r", 5)]
    [InlineData("a\u00a0= 1", 1)]
    public void What_HashiCorps_parser_refuses_is_refused_at_its_place(string text, int offset)
    {
        var document = ReaderHarness.Read("main.tf", text);
        Assert.Equal(offset, Assert.Single(document.Problems).Span.Start);
    }

    [Fact]
    public void A_refused_file_is_not_edited()
    {
        var (text, outcome) = ReaderHarness.Rename("main.tf", "a = \"old\"\nb = = old\n", "old", "new");
        Assert.False(outcome.IsProven);
        Assert.Equal("a = \"old\"\nb = = old\n", text);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    [InlineData("f(", ")")]
    [InlineData("\"${", "}\"")]
    [InlineData("b[", "]")]
    public void Nesting_is_refused_beyond_its_bound_and_read_within_it(string open, string close)
    {
        var deep = "a = " + Repeat(open, 20_000) + "1" + Repeat(close, 20_000);
        Assert.Contains("nested", Assert.Single(ReaderHarness.Read("main.tf", deep).Problems).Message, StringComparison.Ordinal);

        var fitting = "a = " + Repeat(open, ReadRequest.MaxNesting / 4) + "1" + Repeat(close, ReadRequest.MaxNesting / 4);
        Assert.Empty(ReaderHarness.Read("main.tf", fitting).Problems);
    }

    [Fact]
    public void Blocks_are_refused_beyond_the_bound()
    {
        var deep = Repeat("b {\n", 20_000) + Repeat("}\n", 20_000);
        Assert.Contains("nested", Assert.Single(ReaderHarness.Read("main.tf", deep).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_conditionals_and_operators_is_no_nesting()
    {
        var text = "a = " + Repeat("b ? 1 : ", 5_000) + Repeat("- ! 1 + ", 5_000) + "2";
        Assert.Empty(ReaderHarness.Read("main.tf", text).Problems);
    }

    [Fact]
    public void A_marked_file_is_read()
    {
        var file = SourceFile.Read(RepoPath.Parse("main.tf"), new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', (byte)'=', (byte)'1' }, out _)!;
        Assert.Empty(LanguageCatalog.Read(file).Problems);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
