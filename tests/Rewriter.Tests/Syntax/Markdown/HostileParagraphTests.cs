using Rewriter.Syntax;
using Rewriter.Syntax.Markdown;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Markdown;

public sealed class HostileParagraphTests
{
    private const string Tail = "\n\nBehind it `code` and [a link](target.md).\n";

    [Theory]
    [InlineData("[a](b", 1_200, "")]
    [InlineData("[", 1_200, "a")]
    [InlineData("a <!-- ", 6_000, "")]
    [InlineData("[a]: b\n", 21_000, "")]
    [InlineData("[a](b", 1_200, "\n===")]
    public void Words_of_a_paragraph_made_to_be_slow_are_prose_and_what_follows_is_read_as_ever(string piece, int count, string end)
    {
        var text = string.Concat(Enumerable.Repeat(piece, count)) + end + Tail;
        var document = Read(text);

        Assert.True(document.IsUnderstood);
        Assert.Equal(text, document.Print());
        var before = document.Leaves.Where(l => l.Span.Start < text.Length - Tail.Length && l.HasMeaning).ToList();
        Assert.NotEmpty(before);
        Assert.All(before, leaf => Assert.Equal(Label.Prose, leaf.Label));
        Assert.Contains(document.Leaves, l => l.Label == Label.Code && l.Decode(text) == "code");
        Assert.Contains(document.Leaves, l => l.Label == Label.Link && l.Decode(text) == "target.md");
    }

    [Fact]
    public void A_table_of_thousands_of_links_in_one_paragraph_keeps_its_links()
    {
        var text = "| a | b |\n|---|---|\n" + string.Concat(Enumerable.Repeat("| [x](y.md) | [z](w.md) |\n", 1_500));
        var document = Read(text);

        Assert.Equal(3_000, document.Leaves.Count(l => l.Label == Label.Link));
    }

    private static SyntaxDocument Read(string text) =>
        MarkdownLanguage.Instance.Read(ReadRequest.File(SourceFile.FromText(RepoPath.Parse("a.md"), text), MarkdownLanguage.Instance));
}
