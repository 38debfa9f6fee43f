using Rewriter.Syntax;
using Rewriter.Tests.Syntax.Shell;

namespace Rewriter.Tests.Syntax.Dotenv;

public sealed class DotenvReaderTests
{
    private const string All = "# c\nexport A=b # c\nB = \"x ${A:-d}\\n y\" # e\nC='z'\nD=\nE=http://a#b\nF=\"l1\nl2\"\nG=`h`\nI\nJ=$A/k\n\nL.m-n=o p\n";

    private static readonly string[] Pieces = ["A", "=", "\"", "'", "`", "#", " ", "\t", "\n", "\r\n", "\r", "$", "${", "}", ":-", "\\", "export ", "é", "0", "a b", "\uFEFF"];

    [Fact]
    public void Every_construct_is_understood_with_every_line_end() => TokenFuzz.AssertUnderstood(".env", All);

    [Fact]
    public void Any_order_of_tokens_is_covered_and_never_throws() => TokenFuzz.Run(".env", Pieces, 3000);

    [Fact]
    public void A_mutated_file_is_covered_and_never_throws() => TokenFuzz.Mutate(".env", All, Pieces);

    [Fact]
    public void Keys_values_and_expansions_are_told_apart() => TokenFuzz.AssertRead(
        ".env",
        "export SERVICE=orderflow-app # why\nURL=\"http://${SERVICE:-x}\\n\"\n",
        "Keyword  'export'",
        "Key  'SERVICE'",
        "Value SERVICE 'orderflow-app'",
        "Comment  'why'",
        "Key  'URL'",
        "Value URL 'http://'",
        "Variable  'SERVICE'",
        "Value URL 'x'",
        "Value URL '\n'");

    [Theory]
    [InlineData("old=old\n", "new", "new=new\n")]
    [InlineData("A=\"old\"\n", "a\"$b", "A=\"a\\\"\\$b\"\n")]
    [InlineData("old=1\nB=$old ${old}\n", "new", "new=1\nB=$new ${new}\n")]
    [InlineData("# old\n", "a b", "# a b\n")]
    [InlineData("A='old x'\n", "a b$", "A='a b$ x'\n")]
    public void New_text_is_written_as_its_place_requires(string text, string replacement, string expected) => TokenFuzz.AssertRename("app.env", text, replacement, expected);

    [Theory]
    [InlineData("old=1\n", "a b")]
    [InlineData("A=old\n", "a b")]
    [InlineData("A=old\n", "$x")]
    [InlineData("A='old'\n", "it's")]
    [InlineData("# old\n", "a\nb")]
    public void New_text_that_does_not_fit_is_refused(string text, string replacement) => TokenFuzz.AssertRefused(".env", text, replacement);

    [Theory]
    [InlineData("A=\"b\n")]
    [InlineData("A b\n")]
    [InlineData("=b\n")]
    [InlineData("A='b' c\n")]
    public void What_no_reader_agrees_on_is_a_problem(string text) => Assert.NotEmpty(ReaderHarness.Read(".env", text).Problems);

    [Theory]
    [InlineData(".env", "dotenv")]
    [InlineData("a/.env.production", "dotenv")]
    [InlineData("app.env", "dotenv")]
    [InlineData(".envrc", "shell")]
    public void Dotenv_files_are_known_by_name(string name, string language) => Assert.Equal(language, LanguageCatalog.For(Rewriter.Text.RepoPath.Parse(name), "")?.Id);
}
