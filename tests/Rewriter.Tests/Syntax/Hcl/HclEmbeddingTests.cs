using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Hcl;

public sealed class HclEmbeddingTests
{
    [Fact]
    public void A_heredoc_of_another_language_is_read_by_that_language_without_its_indentation()
    {
        const string Text = "a = <<-HCL\n    # note\n    b = \"old-${var.x}-$${y}\"\n\n      c = 1\n    HCL\nd = 2\n";
        var document = ReaderHarness.Read("main.tf", Text);
        Assert.Empty(document.Problems);
        Assert.Equal(
            [
                "Key a 'a' (hcl)",
                "Delimiter a 'HCL' (hcl)",
                "Comment a 'note' (hcl ▸ hcl)",
                "Key a.b 'b' (hcl ▸ hcl)",
                "Value a.b 'old-' (hcl ▸ hcl)",
                "Keyword a 'var' (hcl)",
                "Variable a 'x' (hcl)",
                "Value a.b '-' (hcl ▸ hcl)",
                "Address a.b 'y' (hcl ▸ hcl)",
                "Key a.c 'c' (hcl ▸ hcl)",
                "Value a.c '1' (hcl ▸ hcl)",
                "Delimiter a 'HCL' (hcl)",
                "Key d 'd' (hcl)",
                "Value d '2' (hcl)",
            ],
            ReaderHarness.Describe(document));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("x \"y\"")]
    public void New_text_is_escaped_for_the_inner_and_then_for_the_outer_language(string replacement)
    {
        foreach (var lineEnd in (string[])["\n", "\r\n"])
        {
            var text = "a = <<-HCL\n    b = \"OLD-${var.x}\"\n  HCL\n".ReplaceLineEndings(lineEnd);
            var (result, outcome) = ReaderHarness.Rename("main.tf", text, "OLD", replacement);
            Assert.Empty(outcome.Refusals);
            Assert.Equal(text.Replace("OLD", replacement.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal), result);
        }
    }

    [Fact]
    public void References_in_the_sequences_of_an_embedded_text_can_be_renamed()
    {
        var (result, outcome) = ReaderHarness.Rename("main.tf", "a = <<HCL\nb = \"${var.OLD}\"\nHCL\n", "OLD", "new");
        Assert.Empty(outcome.Refusals);
        Assert.Equal("a = <<HCL\nb = \"${var.new}\"\nHCL\n", result);
    }

    [Fact]
    public void A_sequence_over_several_lines_is_one_hole()
    {
        var document = ReaderHarness.Read("main.tf", "a = <<-HCL\n  b = ${f(\n 1,\n  \"x\"\n)}\n  c = 2\n  HCL\n");
        Assert.Empty(document.Problems);
        Assert.Contains("Key a.c 'c' (hcl ▸ hcl)", ReaderHarness.Describe(document));
    }

    [Fact]
    public void Text_that_the_language_refuses_is_code_line_by_line()
    {
        var document = ReaderHarness.Read("main.tf", "a = <<HCL\n  b = = ${c}\n  d\nHCL\n");
        Assert.Empty(document.Problems);
        Assert.Equal(
            ["Key a 'a' (hcl)", "Delimiter a 'HCL' (hcl)", "Code a 'b = =' (hcl)", "Address a 'c' (hcl)", "Code a 'd' (hcl)", "Delimiter a 'HCL' (hcl)"],
            ReaderHarness.Describe(document));
    }

    [Fact]
    public void What_is_refused_inside_an_embedded_text_leaves_no_gap()
    {
        var document = ReaderHarness.Read("main.tf", "a = <<HCL\n  b = ${c\nHCL\nd = 1\n");
        Assert.Single(document.Problems);
    }

    [Fact]
    public void Names_in_an_embedded_configuration_are_not_the_files_own()
    {
        var document = ReaderHarness.Read("main.tf", "a = <<HCL\nvariable \"x\" {}\nHCL\n");
        Assert.All(document.Leaves, leaf => Assert.Null(leaf.Symbol));
    }
}
