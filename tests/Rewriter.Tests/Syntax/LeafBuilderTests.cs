using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax;

public sealed class LeafBuilderTests
{
    private static readonly LanguageStack Test = new("test");

    [Fact]
    public void Gaps_between_leaves_are_filled_so_that_printing_gives_the_text_back()
    {
        const string Text = "  a = \"b\"\n";
        var leaves = new LeafBuilder(Text, Test, StructuralPath.Root);
        leaves.Add(new TextSpan(2, 1), Label.Key, StructuralPath.Root);
        leaves.Add(new TextSpan(7, 1), Label.Value, StructuralPath.Root.Child("a"));

        var document = new SyntaxDocument(new ReadRequest(Text, RepoPath.Parse("a"), Test, StructuralPath.Root), leaves.Build(), []);

        Assert.Equal(Text, document.Print());
        Assert.Equal(["  ", "a", " ", "=", " ", "\"", "b", "\"", "\n"], document.Leaves.Select(l => l.Decode(Text)));
        for (var at = 0; at < Text.Length; at++) Assert.Equal(document.Leaves.Single(l => l.Span.Contains(at)), document.LeafAt(at));
        Assert.Null(document.LeafAt(Text.Length));
    }

    [Fact]
    public void Leaves_of_an_embedded_text_lie_at_their_places_outside()
    {
        const string Outer = "run: |\n  ab\n  cd\n";
        var builder = new EmbeddedText.Builder(Outer);
        builder.Append(new TextSpan(9, 3));
        builder.Append(new TextSpan(14, 3));
        var embedded = builder.Build();
        Assert.Equal("ab\ncd\n", embedded.Text);

        var leaves = new LeafBuilder(Outer, Test, StructuralPath.Root);
        leaves.Add(new TextSpan(0, 3), Label.Key, StructuralPath.Root);
        leaves.AddEmbedded(embedded, [new SyntaxLeaf(new TextSpan(0, 5), Label.Value, StructuralPath.Root, Test, LeafCodec.Verbatim)], LeafCodec.Verbatim, new TextSpan(9, 8));

        var values = leaves.Build().Where(l => l.Label == Label.Value).Select(l => Outer.Substring(l.Span.Start, l.Span.Length));
        Assert.Equal(["ab\n", "cd"], values);
    }

    [Fact]
    public void A_leaf_that_begins_before_the_last_one_ended_is_a_mistake_of_the_reader()
    {
        var leaves = new LeafBuilder("abc", Test, StructuralPath.Root);
        leaves.Add(new TextSpan(0, 2), Label.Key, StructuralPath.Root);
        Assert.Throws<InvalidOperationException>(() => leaves.Add(new TextSpan(1, 2), Label.Key, StructuralPath.Root));
    }
}
