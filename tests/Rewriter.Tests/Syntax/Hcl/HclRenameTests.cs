namespace Rewriter.Tests.Syntax.Hcl;

public sealed class HclRenameTests
{
    [Theory]
    [InlineData("a = \"old-app\"", "a = \"new-app\"")]
    [InlineData("a = \"x-${old.b}-old\"", "a = \"x-${new.b}-new\"")]
    [InlineData("a = \"%{ if old }old%{ endif }\"", "a = \"%{ if new }new%{ endif }\"")]
    [InlineData("a = <<EOF\n  old ${old}\n  EOF\n", "a = <<EOF\n  new ${new}\n  EOF\n")]
    [InlineData("a = <<-EOF\n    old\n\told\n  EOF\n", "a = <<-EOF\n    new\n\tnew\n  EOF\n")]
    [InlineData("a = <<old\nx\nold\n", "a = <<new\nx\nnew\n")]
    [InlineData("a = t.old.id", "a = t.new.id")]
    [InlineData("resource \"t\" \"old\" {\n  # old\n}", "resource \"t\" \"new\" {\n  # new\n}")]
    [InlineData("locals {\n  old = 1\n}\na = local.old", "locals {\n  new = 1\n}\na = local.new")]
    [InlineData("a = { old = 1, \"old\" : 2, (old) = 3 }", "a = { new = 1, \"new\" : 2, (new) = 3 }")]
    [InlineData("old = { b = 1 }", "new = { b = 1 }")]
    [InlineData("old \"x\" {\n  a = 1\n}", "new \"x\" {\n  a = 1\n}")]
    [InlineData("a = old(1)", "a = new(1)")]
    [InlineData("/* old\n * old */", "/* new\n * new */")]
    [InlineData("a = [for old in b : old]", "a = [for new in b : new]")]
    public void A_name_is_renamed_in_every_place_and_nothing_else_changes(string before, string after)
    {
        foreach (var (text, expected) in LineEndings(before).Zip(LineEndings(after)))
        {
            var (result, outcome) = ReaderHarness.Rename("main.tf", text, "old", "new");
            Assert.Empty(outcome.Refusals);
            Assert.Equal(expected, result);
        }
    }

    [Theory]
    [InlineData("a \"b\" c", "a = \"x-a \\\"b\\\" c\"")]
    [InlineData("c:\\d", "a = \"x-c:\\\\d\"")]
    [InlineData("l1\nl2\tx\r", "a = \"x-l1\\nl2\\tx\\r\"")]
    [InlineData("${var.x}", "a = \"x-$${var.x}\"")]
    [InlineData("%{ if x }", "a = \"x-%%{ if x }\"")]
    [InlineData("$${x}", "a = \"x-$$${x}\"")]
    [InlineData("5$", "a = \"x-5$\"")]
    [InlineData("é😀", "a = \"x-é😀\"")]
    public void New_text_of_a_string_is_escaped(string replacement, string expected)
    {
        var (result, outcome) = ReaderHarness.Rename("main.tf", "a = \"x-OLD\"", "OLD", replacement);
        Assert.Empty(outcome.Refusals);
        Assert.Equal(expected, result);
    }

    [Fact]
    public void A_sign_before_an_interpolation_does_not_swallow_it()
    {
        var (result, outcome) = ReaderHarness.Rename("main.tf", "a = \"OLD${b}\"", "OLD", "x$");
        Assert.Empty(outcome.Refusals);
        Assert.Equal("a = \"x\\u0024${b}\"", result);
    }

    [Fact]
    public void A_brace_behind_a_sign_does_not_open_an_interpolation()
    {
        var (result, outcome) = ReaderHarness.Rename("main.tf", "a = \"$OLD\"", "OLD", "{b}");
        Assert.Empty(outcome.Refusals);
        Assert.Equal("a = \"$\\u007bb}\"", result);
    }

    [Fact]
    public void Escapes_around_a_renamed_name_stay_as_they_were_written()
    {
        var (result, outcome) = ReaderHarness.Rename("main.tf", "a = \"\\u0041\\tOLD\\\\$${x}\"", "OLD", "new");
        Assert.Empty(outcome.Refusals);
        Assert.Equal("a = \"\\u0041\\tnew\\\\$${x}\"", result);
    }

    [Fact]
    public void New_text_of_a_heredoc_is_escaped_as_heredocs_are()
    {
        var (result, outcome) = ReaderHarness.Rename("main.tf", "a = <<EOF\nx OLD y\nEOF\n", "OLD", "\"${b}\" \\n %{c}");
        Assert.Empty(outcome.Refusals);
        Assert.Equal("a = <<EOF\nx \"$${b}\" \\n %%{c} y\nEOF\n", result);
    }

    [Theory]
    [InlineData("a = <<EOF\nOLD\nEOF\n", "EOF")]
    [InlineData("a = <<EOF\nOLD\nEOF\n", "x\ny")]
    [InlineData("a = <<EOF\nOLD${b}\nEOF\n", "x$")]
    [InlineData("a = <<EOF\n$OLD\nEOF\n", "{x}")]
    [InlineData("a = OLD.b", "x y")]
    [InlineData("a = OLD.b", "1x")]
    [InlineData("OLD = 1", "x.y")]
    [InlineData("a = { OLD = 1 }", "x y")]
    [InlineData("resource \"t\" \"OLD\" {}", "x y")]
    [InlineData("variable \"OLD\" {}", "x.y")]
    [InlineData("# OLD", "x\ny = 1")]
    [InlineData("/* OLD */", "*/ x = 1 /*")]
    [InlineData("a = <<OLD\nx\nOLD\n", "x")]
    [InlineData("OLD = 1\nb = 2", "b")]
    [InlineData("a = { OLD = 1 }", "for")]
    public void Text_that_does_not_fit_its_place_is_refused(string text, string replacement)
    {
        var (result, outcome) = ReaderHarness.Rename("main.tf", text, "OLD", replacement);
        Assert.NotEmpty(outcome.Refusals);
        Assert.Equal(text, result);
    }

    [Fact]
    public void A_name_that_reaches_into_an_escape_is_refused()
    {
        var (_, outcome) = ReaderHarness.Rename("main.tf", "a = \"x\\nold\"", "nold", "new");
        Assert.NotEmpty(outcome.Refusals);
    }

    private static IEnumerable<string> LineEndings(string text) =>
        text.Contains("<<", StringComparison.Ordinal) ? [text, text.ReplaceLineEndings("\r\n")] : ReaderHarness.LineEndings(text);
}
