namespace Rewriter.Tests.Syntax.Json;

public sealed class JsonRenameTests
{
    [Fact]
    public void A_rename_changes_nothing_but_the_name()
    {
        const string Text = "{\n\t\"orderflow-app\" : \"gcr.io/x/orderflow-app:v1\",\n\t\"n\":1 }";
        foreach (var text in ReaderHarness.LineEndings(Text))
        {
            var (edited, outcome) = ReaderHarness.Rename("a.json", text, "orderflow-app", "pult-app");
            Assert.True(outcome.IsProven);
            Assert.Equal(text.Replace("orderflow-app", "pult-app", StringComparison.Ordinal), edited);
        }
    }

    [Fact]
    public void New_text_is_escaped()
    {
        var (edited, outcome) = ReaderHarness.Rename("a.json", """{"a": "x NAME y"}""", "NAME", "a\"b\\c\n\u0001");
        Assert.True(outcome.IsProven);
        Assert.Equal("""{"a": "x a\"b\\c\n\u0001 y"}""", edited);
    }

    [Fact]
    public void A_name_behind_an_escape_is_renamed()
    {
        var (edited, outcome) = ReaderHarness.Rename("a.json", """{"a": "\u0041\\orderflow\/x"}""", "orderflow", "pult");
        Assert.True(outcome.IsProven);
        Assert.Equal("""{"a": "\u0041\\pult\/x"}""", edited);
    }

    [Fact]
    public void A_name_that_cuts_an_escape_is_refused()
    {
        var (_, outcome) = ReaderHarness.Rename("a.json", """{"a": "x\nname"}""", "nname", "pult");
        Assert.Contains("escape", Assert.Single(outcome.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_becomes_no_word()
    {
        Assert.True(ReaderHarness.Rename("a.json", """{"a": 8080}""", "8080", "9090").Outcome.IsProven);
        var (_, outcome) = ReaderHarness.Rename("a.json", """{"a": 8080}""", "8080", "port");
        Assert.Contains("cannot stand in", Assert.Single(outcome.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_is_renamed_and_cannot_be_ended()
    {
        Assert.True(ReaderHarness.Rename("tsconfig.json", "{} /* the app */", "app", "pult").Outcome.IsProven);
        Assert.False(ReaderHarness.Rename("tsconfig.json", "{} /* the app */", "app", "*/").Outcome.IsProven);
        Assert.False(ReaderHarness.Rename("tsconfig.json", "{} // the app", "app", "a\nb").Outcome.IsProven);
    }

    [Fact]
    public void A_file_that_was_not_understood_is_not_edited()
    {
        var (edited, outcome) = ReaderHarness.Rename("a.json", """{"a": "app", "b": app}""", "app", "pult");
        Assert.False(outcome.IsProven);
        Assert.Equal("""{"a": "app", "b": app}""", edited);
    }

    [Fact]
    public void A_new_name_that_holds_the_old_one_is_not_doubled()
    {
        var (edited, outcome) = ReaderHarness.Rename("a.json", """{"foo": ["foo", "foo-x"]}""", "foo", "foobar");
        Assert.True(outcome.IsProven);
        Assert.Equal("""{"foobar": ["foobar", "foobar-x"]}""", edited);
    }
}
