using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.CSharp;

public sealed class CSharpEditTests
{
    [Theory]
    [InlineData("""_ = "old-app";""", """_ = "new-app";""")]
    [InlineData("""_ = @"old-app";""", """_ = @"new-app";""")]
    [InlineData("""_ = "old-app"u8;""", """_ = "new-app"u8;""")]
    [InlineData("""_ = $"old-{n}-old";""", """_ = $"new-{n}-new";""")]
    [InlineData("""_ = $@"old-{old}";""", """_ = $@"new-{@new}";""")]
    [InlineData("_ = \"\"\"old \"x\" y\"\"\";", "_ = \"\"\"new \"x\" y\"\"\";")]
    [InlineData("_ = $$\"\"\"\n    {old} {{n}}\n    old\n    \"\"\";", "_ = $$\"\"\"\n    {new} {{n}}\n    new\n    \"\"\";")]
    [InlineData("// old\nclass A { }", "// new\nclass A { }")]
    [InlineData("/* old\n * old */", "/* new\n * new */")]
    [InlineData("#region old\n#endregion old\n", "#region new\n#endregion new\n")]
    [InlineData("#if oldA\nold\n#endif\n", "#if newA\nnew\n#endif\n")]
    [InlineData("class oldOrder { oldOrder() { } ~oldOrder() { } }", "class newOrder { newOrder() { } ~newOrder() { } }")]
    [InlineData("/// <summary>old <see cref=\"oldA\"/></summary>\nclass oldA { }", "/// <summary>new <see cref=\"newA\"/></summary>\nclass newA { }")]
    [InlineData("namespace old.a; class B { string old = nameof(old); }", "namespace @new.a; class B { string @new = nameof(@new); }")]
    [InlineData("class @old { }", "class @new { }")]
    public void A_rename_changes_each_kind_of_place_in_all_line_ends(string before, string after)
    {
        foreach (var (text, expected) in ReaderHarness.LineEndings(before).Zip(ReaderHarness.LineEndings(after)))
        {
            var (result, outcome) = ReaderHarness.Rename("a.cs", text, "old", "new");
            Assert.Empty(outcome.Refusals);
            Assert.Equal(expected, result);
        }
    }

    [Theory]
    [InlineData("""_ = "X";""", "a\"b\\c\n", """_ = "a\"b\\c\n";""")]
    [InlineData("""_ = @"X";""", "a\"b\\c", """_ = @"a""b\c";""")]
    [InlineData("""_ = $"X{n}";""", "{a}\"", """_ = $"{{a}}\"{n}";""")]
    [InlineData("""_ = $@"X{n}";""", "{a}\"", """_ = $@"{{a}}""{n}";""")]
    [InlineData("_ = \"\"\"X.\"\"\";", "a\\b\"c", "_ = \"\"\"a\\b\"c.\"\"\";")]
    [InlineData("_ = $$\"\"\"X. {{n}}\"\"\";", "a{b}", "_ = $$\"\"\"a{b}. {{n}}\"\"\";")]
    [InlineData("_ = 'X';", "'", "_ = '\\'';")]
    [InlineData("_ = X;", "class", "_ = @class;")]
    public void New_text_is_escaped_as_its_place_requires(string text, string replacement, string expected)
    {
        var (result, outcome) = ReaderHarness.Rename("a.cs", text, "X", replacement);
        Assert.Empty(outcome.Refusals);
        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData("class X { }", "a-b")]
    [InlineData("class X { }", "1a")]
    [InlineData("_ = 'X';", "ab")]
    [InlineData("_ = \"\"\"X.\"\"\";", "\"a")]
    [InlineData("_ = \"\"\"a X b\"\"\";", "\"\"\"")]
    [InlineData("_ = $\"\"\"a X b {n}\"\"\";", "{")]
    [InlineData("_ = $\"{n:X}\";", "}")]
    [InlineData("// X\n", "a\nb")]
    [InlineData("/* X */\n", "a*/b")]
    [InlineData("/// <summary>X</summary>\nclass A { }\n", "a<b")]
    [InlineData("/// <see cref=\"X\"/>\nclass X { }\n", "a b")]
    [InlineData("_ = 0xFX;", "G")]
    [InlineData("using X = System.String;", "X.Y")]
    [InlineData("return X;", "var x")]
    public void New_text_that_its_place_cannot_hold_is_refused(string text, string replacement)
    {
        var (result, outcome) = ReaderHarness.Rename("a.cs", text, "X", replacement);
        Assert.NotEmpty(outcome.Refusals);
        Assert.Equal(text, result);
    }

    [Fact]
    public void A_name_that_stands_partly_in_an_escape_is_refused()
    {
        const string Text = "_ = \"a\\u0041b\";";
        var file = SourceFile.FromText(RepoPath.Parse("a.cs"), Text);
        var outcome = DocumentEditor.Edit(file, ReaderHarness.Read("a.cs", Text), [new TextChange(new TextSpan(8, 2), "z")]);
        Assert.NotEmpty(outcome.Refusals);
    }

    [Fact]
    public void A_file_that_does_not_parse_is_refused_whole()
    {
        var (result, outcome) = ReaderHarness.Rename("a.cs", "var s = \"old\"; class {", "old", "new");
        Assert.NotEmpty(outcome.Refusals);
        Assert.Equal("var s = \"old\"; class {", result);
    }

    [Fact]
    public void A_name_across_the_end_of_a_string_is_refused()
    {
        var (_, outcome) = ReaderHarness.Rename("a.cs", "_ = \"a\" + b;", "a\" + b", "x");
        Assert.NotEmpty(outcome.Refusals);
    }
}
