using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Hcl;

/// <summary>What other readers of HCL were found to get wrong.</summary>
public sealed class HclPitfallTests
{
    [Theory]
    [InlineData("a = \"${ old }\"", "a = \"${ new }\"")]
    [InlineData("a = \"${old}\"", "a = \"${new}\"")]
    [InlineData("a = \"${  old\t}\"", "a = \"${  new\t}\"")]
    [InlineData("a = {\n\n}\nb = old", "a = {\n\n}\nb = new")]
    [InlineData("a = [\n\n]\nb = old", "a = [\n\n]\nb = new")]
    [InlineData("a = {\n  # wait for old\n  b = 1\n}", "a = {\n  # wait for new\n  b = 1\n}")]
    [InlineData("a = [\n  # for x in old\n  1,\n]", "a = [\n  # for x in new\n  1,\n]")]
    [InlineData("a = [ # for \n  old ]", "a = [ # for \n  new ]")]
    [InlineData("a = <<-EOF\n      deep\n    old\n  EOF\n", "a = <<-EOF\n      deep\n    new\n  EOF\n")]
    [InlineData("a   =    old   #   why\n\n\n\nb=1", "a   =    new   #   why\n\n\n\nb=1")]
    [InlineData("x = { a=1,b   =  old }\nlong_name = 2\ny = 3", "x = { a=1,b   =  new }\nlong_name = 2\ny = 3")]
    public void Only_the_name_changes(string before, string after)
    {
        var (text, outcome) = ReaderHarness.Rename("main.tf", before, "old", "new");
        Assert.Empty(outcome.Refusals);
        Assert.Equal(after, text);
    }

    [Fact]
    public void Lines_that_end_in_a_lone_carriage_return_are_refused_as_HashiCorps_parser_does()
    {
        Assert.Single(ReaderHarness.Read("main.tf", "a = 1\rb = 2\r").Problems);

        // Behind a comment sign the carriage return is a part of the comment, and so is all that follows.
        var document = ReaderHarness.Read("main.tf", "# a\rb = 2\r");
        Assert.Empty(document.Problems);
        Assert.Equal(["Comment  'a\rb = 2' (hcl)"], ReaderHarness.Describe(document));
    }

    [Fact]
    public void A_comment_behind_the_delimiter_of_a_heredoc_is_refused_as_HashiCorps_parser_does() =>
        Assert.Single(ReaderHarness.Read("main.tf", "a = <<EOF # comment\nx\nEOF\n").Problems);

    [Fact]
    public void The_left_and_the_right_of_an_argument_of_the_same_name_are_two_things()
    {
        var document = ReaderHarness.Read("main.tf", "module \"m\" {\n  source = \"./m\"\n  x = module.y.x\n}\n");
        var symbols = document.Leaves.Where(l => l.Decode(document.Text) == "x").Select(l => $"{l.Symbol!.Kind} {l.Symbol.Scope}");
        Assert.Equal(["terraform.variable module.m", "terraform.output module.y"], symbols);
    }

    [Fact]
    public void Line_and_paragraph_separators_end_no_line()
    {
        var document = ReaderHarness.Read("main.tf", "a = \"x\u2028y\u0085z\"\n");
        Assert.Empty(document.Problems);
        Assert.Equal("x\u2028y\u0085z", document.Leaves.Single(l => l.Label == Label.Value).Decode(document.Text));
    }
}
