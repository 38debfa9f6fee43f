namespace Rewriter.Tests.Syntax.Markdown;

public sealed class MarkdownRenameTests
{
    private const string Document = """
        ---
        title: orderflow-app
        ---
        # Deploy orderflow-app

        The **orderflow-app** is at [orderflow-app](https://x.dev/orderflow-app "orderflow-app")
        and https://y.dev/orderflow-app, `gcloud run deploy orderflow-app`, *not* temporary.

        > ```json
        > {"name":
        >   "orderflow-app"}
        > ```

        | orderflow-app | `orderflow-app` |
        |---|---|
        | [orderflow-app][orderflow-app] | <a href="/orderflow-app">orderflow-app</a> |

        ## orderflow-app in orderflow-app

        [orderflow-app]: ./orderflow-app.md

        """;

    [Theory]
    [InlineData("orderflow-app", "pult-app")]
    [InlineData("orderflow-app", "orderflow-app-auto")]
    [InlineData("orderflow-app", "pult_app")]
    [InlineData("orderflow-app", "pult.app")]
    public void An_ordinary_rename_changes_the_name_everywhere_and_nothing_else(string old, string replacement)
    {
        foreach (var text in ReaderHarness.LineEndings(Document))
        {
            var (edited, outcome) = ReaderHarness.Rename("docs/a.md", text, old, replacement);
            Assert.Empty(outcome.Refusals);
            Assert.Equal(text.Replace(old, replacement, StringComparison.Ordinal), edited);
        }
    }

    [Theory]
    [InlineData("the NAME here", "a*b*c", "the a\\*b\\*c here")]
    [InlineData("the NAME here", "_a_", "the \\_a\\_ here")]
    [InlineData("the NAME here", "my_name", "the my_name here")]
    [InlineData("the NAME here", "a`b`", "the a\\`b\\` here")]
    [InlineData("the NAME here", "[a](b)", "the \\[a\\](b) here")]
    [InlineData("the NAME here", "<b>", "the \\<b> here")]
    [InlineData("the NAME here", "&amp;", "the \\&amp; here")]
    [InlineData("| NAME |\n|---|\n| x |", "a|b", "| a\\|b |\n|---|\n| x |")]
    [InlineData("[x](NAME)", "a b(c)", "[x](<a b\\(c\\)>)")]
    [InlineData("[x](<NAME>)", "a<b", "[x](<a\\<b>)")]
    [InlineData("[x](y \"NAME\")", "say \"hi\"", "[x](y \"say \\\"hi\\\"\")")]
    [InlineData("<p title=\"NAME\">x</p>", "a\"b<c", "<p title=\"a&quot;b&lt;c\">x</p>")]
    public void New_text_is_escaped_as_its_place_requires(string text, string meant, string expected)
    {
        var (edited, outcome) = ReaderHarness.Rename("a.md", text, "NAME", meant);
        Assert.Empty(outcome.Refusals);
        Assert.Equal(expected, edited);
    }

    [Theory]
    [InlineData("the `NAME` here", "a`b")]
    [InlineData("https://x/NAME", "a b")]
    [InlineData("NAME here", "# a")]
    [InlineData("NAME here", "- a")]
    [InlineData("the NAME here", "a\nb")]
    [InlineData("[x][NAME]\n\n[NAME]: y", "a]b")]
    [InlineData("NAME. first", "x")]
    public void New_text_that_would_change_the_structure_is_refused(string text, string meant)
    {
        var old = text.Contains("NAME. ", StringComparison.Ordinal) ? "1" : "NAME";
        text = text.Replace("NAME. ", "1. ", StringComparison.Ordinal);
        var (edited, outcome) = ReaderHarness.Rename("a.md", text, old, meant);
        Assert.False(outcome.IsProven);
        Assert.Equal(text, edited);
    }

    [Fact]
    public void A_reference_renamed_without_its_definition_is_refused()
    {
        const string Text = "see [orderflow]\n\n[orderflow]: https://x\n";
        var file = Rewriter.Text.SourceFile.FromText(Rewriter.Text.RepoPath.Parse("a.md"), Text);
        var change = new Microsoft.CodeAnalysis.Text.TextChange(new Microsoft.CodeAnalysis.Text.TextSpan(5, 9), "pult");
        Assert.False(Rewriter.Syntax.DocumentEditor.Edit(file, ReaderHarness.Read("a.md", Text), [change]).IsProven);
    }

    [Fact]
    public void A_name_with_escaped_underscores_is_one_word()
    {
        var (edited, outcome) = ReaderHarness.Rename("a.md", "use my\\_name and **my_name**.", "name", "app");
        Assert.True(outcome.IsProven);
        Assert.Equal("use my\\_app and **my_app**.", edited);
    }
}
