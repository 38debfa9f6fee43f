namespace Rewriter.Tests.Syntax.Shell;

public sealed class ShellEditTests
{
    [Theory]
    [InlineData("echo old\n", "a b", "echo a\\ b\n")]
    [InlineData("echo old-x\n", "$n", "echo \\$n-x\n")]
    [InlineData("echo 'old'\n", "it's", "echo 'it'\\''s'\n")]
    [InlineData("echo 'don'\\''t old'\n", "x", "echo 'don'\\''t x'\n")]
    [InlineData("echo \"old $x\"\n", "a\"$`\\", "echo \"a\\\"\\$\\`\\\\ $x\"\n")]
    [InlineData("echo $'old'\n", "a'\nb", "echo $'a\\'\\nb'\n")]
    [InlineData("cat <<E\nold\nE\n", "$(x)`", "cat <<E\n\\$(x)\\`\nE\n")]
    [InlineData("cat <<'E'\nold\nE\n", "$x", "cat <<'E'\n$x\nE\n")]
    [InlineData("echo ${a:-old}\n", "b}", "echo ${a:-b\\}}\n")]
    [InlineData("echo \"${a:-old}\"\n", "b}", "echo \"${a:-b\\}}\"\n")]
    [InlineData("a # old\n", "new 'thing", "a # new 'thing\n")]
    [InlineData("old=1; echo $old \"${old}\" $((old + 1))\n", "new", "new=1; echo $new \"${new}\" $((new + 1))\n")]
    [InlineData("cat <<old\nx\nold\n", "new", "cat <<new\nx\nnew\n")]
    [InlineData("f_old() { :; }\nf_old\n", "new", "f_new() { :; }\nf_new\n")]
    [InlineData("x=`echo \\`old\\``\n", "new", "x=`echo \\`new\\``\n")]
    [InlineData("curl https://x/old?a=1\n", "new", "curl https://x/new?a=1\n")]
    [InlineData("old() { old --old=old; }\n", "new", "new() { new --new=new; }\n")]
    public void New_text_is_written_as_its_place_requires(string text, string replacement, string expected)
    {
        foreach (var (before, after) in ReaderHarness.LineEndings(text).Zip(ReaderHarness.LineEndings(expected)))
        {
            var (edited, outcome) = ReaderHarness.Rename("a.sh", before, "old", replacement);
            Assert.Empty(outcome.Refusals);
            Assert.Equal(after, edited);
        }
    }

    [Theory]
    [InlineData("echo $old\n", "a-b")]
    [InlineData("old=1\n", "1x")]
    [InlineData("# old\n", "a\nb")]
    [InlineData("cat <<'E'\nold\nE\n", "E")]
    [InlineData("cat <<'E'\nold\nE\n", "a\nb")]
    [InlineData("cat <<E\nold\nE\n", "E")]
    [InlineData("echo old\n", "a\nb")]
    [InlineData("echo old\n", "")]
    [InlineData("old=1 cmd\n", "")]
    [InlineData("foo old\ncat <<old\nx\nold\n", "a b")]
    [InlineData("old() { :; }\n", "a b")]
    [InlineData("echo \"old\n", "new")]
    public void New_text_that_does_not_fit_is_refused(string text, string replacement)
    {
        var (edited, outcome) = ReaderHarness.Rename("a.sh", text, "old", replacement);
        Assert.NotEmpty(outcome.Refusals);
        Assert.Equal(text, edited);
    }

    [Fact]
    public void A_name_across_two_quotes_is_refused()
    {
        var file = Rewriter.Text.SourceFile.FromText(Rewriter.Text.RepoPath.Parse("a.sh"), "echo 'or''der'\n");
        var outcome = Rewriter.Syntax.DocumentEditor.Edit(file, ReaderHarness.Read("a.sh", file.Text), [new(new(6, 6), "x")]);
        Assert.NotEmpty(outcome.Refusals);
    }
}
