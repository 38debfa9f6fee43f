namespace Rewriter.Tests.Syntax.Yaml;

public sealed class YamlEditTests
{
    private static void AssertRenames(string before, string old, string replacement, string after, string name = "a.yaml")
    {
        foreach (var (from, to) in ReaderHarness.LineEndings(before).Zip(ReaderHarness.LineEndings(after)))
        {
            var (text, outcome) = ReaderHarness.Rename(name, from, old, replacement);
            Assert.True(outcome.IsProven, string.Join("; ", outcome.Refusals));
            Assert.Equal(to, text);
        }
    }

    private static void AssertRefuses(string text, string old, string replacement, string name = "a.yaml")
    {
        var (after, outcome) = ReaderHarness.Rename(name, text, old, replacement);
        Assert.False(outcome.IsProven);
        Assert.Equal(text, after);
    }

    [Theory]
    [InlineData("a: foo # foo\n", "a: bar # bar\n")]
    [InlineData("foo:\n  foo-x: 1\n", "bar:\n  bar-x: 1\n")]
    [InlineData("a: one\n  foo\n  two\n", "a: one\n  bar\n  two\n")]
    [InlineData("a: 'it''s foo'\n", "a: 'it''s bar'\n")]
    [InlineData("a: \"\\tfoo\\n\"\n", "a: \"\\tbar\\n\"\n")]
    [InlineData("a: |\n  x\n    foo\n  foo  \nb: c\n", "a: |\n  x\n    bar\n  bar  \nb: c\n")]
    [InlineData("a: >-\n  x\n  foo\n\n  y\n", "a: >-\n  x\n  bar\n\n  y\n")]
    [InlineData("a: &foo b\nc: *foo\n", "a: &bar b\nc: *bar\n")]
    [InlineData("a: !foo b\n", "a: !bar b\n")]
    [InlineData("- {a: [foo]}\n", "- {a: [bar]}\n")]
    [InlineData("# 100% foo\n%YAML 1.2\n---\nfoo\n", "# 100% bar\n%YAML 1.2\n---\nbar\n")]
    public void A_name_is_replaced_in_every_place(string before, string after) => AssertRenames(before, "foo", "bar", after);

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("no")]
    [InlineData("123")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("12:30:45")]
    [InlineData("2024-01-02")]
    [InlineData("*x")]
    [InlineData("&x")]
    [InlineData("!x")]
    [InlineData("|x")]
    [InlineData(">x")]
    [InlineData("@x")]
    [InlineData("`x")]
    [InlineData("%x")]
    [InlineData("- x")]
    [InlineData("x: y")]
    [InlineData("x:")]
    [InlineData("x #y")]
    [InlineData(" x")]
    [InlineData("x ")]
    [InlineData("[x]")]
    [InlineData("{x}")]
    [InlineData("#x")]
    [InlineData("'x'")]
    [InlineData("---")]
    public void New_text_that_is_no_plain_string_is_quoted(string replacement)
    {
        var quoted = "'" + replacement.Replace("'", "''", StringComparison.Ordinal) + "'";
        AssertRenames("a: foo\nb: x\n", "foo", replacement, $"a: {quoted}\nb: x\n");
        AssertRenames("- {k: foo}\n", "foo", replacement, $"- {{k: {quoted}}}\n");
    }

    [Fact]
    public void Signs_of_flow_collections_are_quoted_in_flow_only()
    {
        AssertRenames("a: foo\n", "foo", "x,y", "a: x,y\n");
        AssertRenames("a: [foo]\n", "foo", "x,y", "a: ['x,y']\n");
    }

    [Fact]
    public void A_number_may_become_another_number() => AssertRenames("a: 8080\n", "8080", "9090", "a: 9090\n");

    [Fact]
    public void A_longer_word_is_written_once() => AssertRenames("a: foo\n", "foo", "foobar", "a: foobar\n");

    [Fact]
    public void Line_ends_and_controls_are_written_in_double_quotes()
    {
        AssertRenames("a: foo \"x\"\n", "foo", "b\tc\nd\u0001", "a: \"b\tc\\nd\\u0001 \\\"x\\\"\"\n");
        AssertRenames("a: 'it''s foo'\n", "foo", "b\nc", "a: \"it's b\\nc\"\n");
        AssertRenames("a: \"foo\"\n", "foo", "q\"\\\n", "a: \"q\\\"\\\\\\n\"\n");
    }

    [Fact]
    public void Quotes_are_doubled_in_single_quotes() => AssertRenames("a: 'foo'\n", "foo", "it's", "a: 'it''s'\n");

    [Fact]
    public void A_key_is_quoted_where_it_has_to_be() => AssertRenames("foo: x\n", "foo", "a: b", "'a: b': x\n");

    [Theory]
    [InlineData("a: |\n  foo\n  x\n", "b\nc")]
    [InlineData("a: |\n  foo\n  x\n", " b")]
    [InlineData("a: >\n  x\n  foo\n  y\n", " b")]
    [InlineData("a: b # foo\n", "c\nd: e")]
    [InlineData("a: &foo b\nc: *foo\n", "x y")]
    [InlineData("a: foo\n", "")]
    public void New_text_that_would_break_its_place_is_refused(string text, string replacement) => AssertRefuses(text, "foo", replacement);

    [Fact]
    public void A_file_that_is_not_understood_is_refused_whole() => AssertRefuses("a: foo\nb: [foo\n", "foo", "bar");

    [Fact]
    public void An_edit_in_a_block_scalar_leaves_its_sibling_alone() =>
        AssertRenames("a:\n  x: |\n    foo\n\n  y: |\n    other\n\n\nb: c\n", "foo", "bar", "a:\n  x: |\n    bar\n\n  y: |\n    other\n\n\nb: c\n");

    [Fact]
    public void An_edit_behind_astral_characters_hits_its_place() => AssertRenames("a: 😀 foo\nb: \"😀\\u00e9 foo\"\n", "foo", "bar", "a: 😀 bar\nb: \"😀\\u00e9 bar\"\n");
}
