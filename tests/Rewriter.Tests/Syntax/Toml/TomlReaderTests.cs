using Rewriter.Syntax.Toml;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Toml;

public sealed class TomlReaderTests
{
    [Fact]
    public void Tables_keys_and_values_have_their_paths()
    {
        const string Text = """"
            # top
            title = "orderflow \u0041"
            [tool.poetry] # the tool
            name = 'orderflow-app'
            "a.b".'c d' = [ 1, # one
              0x_F, ]
            point = { x = 1.5, y.z = true }
            at = 1979-05-27 07:32:00Z
            [[package]]
            name = "a"
            [package.source]
            url = """
            first
              second \
                 joined"""
            [[package]]
            raw = '''
            one ''two'' '''

            """";
        string[] expected =
        [
            "Comment  ' top' (toml)",
            "Key title 'title' (toml)",
            "Value title 'orderflow A' (toml)",
            "Key tool 'tool' (toml)",
            "Key tool.poetry 'poetry' (toml)",
            "Comment tool.poetry ' the tool' (toml)",
            "Key tool.poetry.name 'name' (toml)",
            "Value tool.poetry.name 'orderflow-app' (toml)",
            "Key tool.poetry[\"a.b\"] 'a.b' (toml)",
            "Key tool.poetry[\"a.b\"].c d 'c d' (toml)",
            "Value tool.poetry[\"a.b\"].c d[0] '1' (toml)",
            "Comment tool.poetry ' one' (toml)",
            "Value tool.poetry[\"a.b\"].c d[1] '0xF' (toml)",
            "Key tool.poetry.point 'point' (toml)",
            "Key tool.poetry.point.x 'x' (toml)",
            "Value tool.poetry.point.x '1.5' (toml)",
            "Key tool.poetry.point.y 'y' (toml)",
            "Key tool.poetry.point.y.z 'z' (toml)",
            "Value tool.poetry.point.y.z 'true' (toml)",
            "Key tool.poetry.at 'at' (toml)",
            "Value tool.poetry.at '1979-05-27 07:32:00Z' (toml)",
            "Key package[0] 'package' (toml)",
            "Key package[0].name 'name' (toml)",
            "Value package[0].name 'a' (toml)",
            "Key package[0] 'package' (toml)",
            "Key package[0].source 'source' (toml)",
            "Key package[0].source.url 'url' (toml)",
            "Value package[0].source.url 'first\n  second joined' (toml)",
            "Key package[1] 'package' (toml)",
            "Key package[1].raw 'raw' (toml)",
            "Value package[1].raw 'one ''two'' ' (toml)",
        ];

        foreach (var text in ReaderHarness.LineEndings(Text.Replace("0x_F", "0xF", StringComparison.Ordinal)))
        {
            var document = ReaderHarness.Read("pyproject.toml", text);
            Assert.Empty(document.Problems);
            Assert.Equal(expected, ReaderHarness.Describe(document).Select(line => line.Replace("\r\n", "\n", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("a = 1\na = 2\n")]
    [InlineData("[a]\n[a]\n")]
    [InlineData("a.b = 1\na.b.c = 2\n")]
    [InlineData("a = {b = 1}\na.c = 2\n")]
    [InlineData("a = {b = 1}\n[a.c]\n")]
    [InlineData("[a.b]\n[a]\nb.c = 1\n")]
    [InlineData("a = []\n[[a]]\n")]
    [InlineData("[[a]]\n[a]\n")]
    [InlineData("a = 01\n")]
    [InlineData("a = 1__0\n")]
    [InlineData("a = 2023-02-30\n")]
    [InlineData("a = 25:00:00\n")]
    [InlineData("a = yes\n")]
    [InlineData("a = \"x\ny\"\n")]
    [InlineData("a = \"\\q\"\n")]
    [InlineData("a = \"\\ud800\"\n")]
    [InlineData("a = 1 b = 2\n")]
    [InlineData("a\n")]
    [InlineData("= 1\n")]
    [InlineData("[a\n")]
    [InlineData("a = {b = 1,,}\n")]
    [InlineData("a = {b = 1, b = 2}\n")]
    [InlineData("a = '''x\n")]
    [InlineData("a = 1\rb = 2\n")]
    public void What_TOML_forbids_is_a_problem_and_still_covered(string text)
    {
        Assert.Single(ReaderHarness.Read("a.toml", text).Problems);
    }

    [Theory]
    [InlineData("0000-02-29")]
    [InlineData("1979-05-27T00:32:00.999999-07:00")]
    [InlineData("07:32:00")]
    [InlineData("+inf")]
    [InlineData("-nan")]
    [InlineData("6.626e-34")]
    [InlineData("1_000")]
    [InlineData("0b1101_0110")]
    public void Numbers_and_dates_are_values(string word)
    {
        var document = ReaderHarness.Read("a.toml", $"a = {word}");
        Assert.Empty(document.Problems);
        Assert.Equal(["Key a 'a' (toml)", $"Value a '{word}' (toml)"], ReaderHarness.Describe(document));
    }

    [Fact]
    public void An_inline_table_may_have_lines_as_in_TOML_1_1()
    {
        foreach (var text in ReaderHarness.LineEndings("a = {\n  b = \"\\x41\\e\", # c\n  c = 07:32,\n}\n"))
        {
            var document = ReaderHarness.Read("ruff.toml", text);
            Assert.Empty(document.Problems);
            Assert.Equal(["Key a 'a' (toml)", "Key a.b 'b' (toml)", "Value a.b 'A\u001b' (toml)", "Comment  ' c' (toml)", "Key a.c 'c' (toml)", "Value a.c '07:32' (toml)"], ReaderHarness.Describe(document));
        }
    }

    [Fact]
    public void Depth_and_dotted_keys_are_bounded()
    {
        Assert.Contains("deep", ReaderHarness.Read("a.toml", "a = " + new string('[', 100_000)).Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("parts", ReaderHarness.Read("a.toml", string.Join('.', Enumerable.Repeat("a", 5000)) + " = 1").Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_files_and_a_Pipfile_are_TOML()
    {
        foreach (var name in new[] { "Pipfile", "Cargo.lock", "poetry.lock", "a/b.toml" }) Assert.True(TomlLanguage.Instance.Claim(RepoPath.Parse(name), "") > 0);
        Assert.Equal(0, TomlLanguage.Instance.Claim(RepoPath.Parse("package-lock.json"), ""));
    }

    [Fact]
    public void Broken_texts_are_covered_and_never_throw()
    {
        const string Sample = "a.b = \"x\\n\" # c\r\n[[t]]\nd = 1979-05-27T07:32:00Z\n[t.u]\ns = '''\nq''' \nl = [1, {x = 'y'}]\n";
        MutatedText.ReadAll("a.toml", Sample, ["\"", "'", "'''", "\"\"\"", "[", "]]", "{", "}", "=", ".", "#", "\\", "\r", "\u0000", "\ud83d\ude80", "é", "1-"], 2500);
    }

    [Fact]
    public void A_rename_changes_nothing_but_the_name()
    {
        const string Text = "[tool.orderflow]\nname = \"orderflow\" # orderflow\nurl = 'x/orderflow'\n[tool.orderflow.sub]\n";
        foreach (var text in ReaderHarness.LineEndings(Text))
        {
            var (edited, outcome) = ReaderHarness.Rename("a.toml", text, "orderflow", "pult");
            Assert.True(outcome.IsProven);
            Assert.Equal(text.Replace("orderflow", "pult", StringComparison.Ordinal), edited);
        }
    }

    [Theory]
    [InlineData("NAME = 1", "a.b c", "\"a.b c\" = 1")]
    [InlineData("x-NAME = 1", "a\"b", "\"x-a\\\"b\" = 1")]
    [InlineData("a = \"NAME\"", "q\"\\\n", "a = \"q\\\"\\\\\\n\"")]
    [InlineData("a = \"\"\"\nNAME\"\"\"", "x\"\"\"", "a = \"\"\"\nx\\\"\\\"\\\"\"\"\"")]
    public void New_text_is_quoted_and_escaped_as_its_place_requires(string text, string meant, string expected)
    {
        var (edited, outcome) = ReaderHarness.Rename("a.toml", text, "NAME", meant);
        Assert.Empty(outcome.Refusals);
        Assert.Equal(expected, edited);
    }

    [Theory]
    [InlineData("a = 'NAME'", "it's")]
    [InlineData("a = 8080", "port")]
    [InlineData("a = 1 # NAME", "x\ny")]
    [InlineData("NAME = 1\nb = 2", "b")]
    public void New_text_that_does_not_fit_is_refused(string text, string meant)
    {
        var (edited, outcome) = ReaderHarness.Rename("a.toml", text, text.Contains("8080", StringComparison.Ordinal) ? "8080" : "NAME", meant);
        Assert.False(outcome.IsProven);
        Assert.Equal(text, edited);
    }
}
