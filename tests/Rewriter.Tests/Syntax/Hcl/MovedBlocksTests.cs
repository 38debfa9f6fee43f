using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Hcl;

public sealed class MovedBlocksTests
{
    private static readonly MovedAddress Move = new("google_x.old", "google_x.new");

    [Theory]
    [InlineData("", "moved {\n  from = google_x.old\n  to   = google_x.new\n}\n")]
    [InlineData("a {}\n", "a {}\n\nmoved {\n  from = google_x.old\n  to   = google_x.new\n}\n")]
    [InlineData("a {}", "a {}\n\nmoved {\n  from = google_x.old\n  to   = google_x.new\n}\n")]
    [InlineData("a {}\n\n", "a {}\n\nmoved {\n  from = google_x.old\n  to   = google_x.new\n}\n")]
    [InlineData("a {\r\n}\r\n", "a {\r\n}\r\n\r\nmoved {\r\n  from = google_x.old\r\n  to   = google_x.new\r\n}\r\n")]
    public void A_move_stands_at_the_end_after_a_blank_line_in_the_line_ends_of_the_file(string before, string after)
    {
        var document = ReaderHarness.Read("moved.tf", before);
        var change = MovedBlocks.Append(document, [Move]);
        var text = SourceFile.FromText(RepoPath.Parse("moved.tf"), before).Apply([change!.Value]);
        Assert.Equal(after, text);
        Assert.Equal([Move], MovedBlocks.In(ReaderHarness.Read("moved.tf", text)).AsEnumerable());
    }

    [Fact]
    public void Several_moves_are_apart_by_a_blank_line()
    {
        var change = MovedBlocks.Append(ReaderHarness.Read("moved.tf", ""), [Move, new MovedAddress("module.a", "module.b")]);
        Assert.Equal("moved {\n  from = google_x.old\n  to   = google_x.new\n}\n\nmoved {\n  from = module.a\n  to   = module.b\n}\n", change!.Value.NewText);
    }

    [Theory]
    [InlineData("moved {\n  from = google_x.old\n  to = google_x.new\n}\n")]
    [InlineData("moved {\n  to=google_x . new // why\n\n  from = google_x.old # google_x.other\n}\n")]
    public void A_move_that_is_stated_already_is_not_stated_again(string text) =>
        Assert.Null(MovedBlocks.Append(ReaderHarness.Read("moved.tf", text), [Move]));

    [Fact]
    public void Another_move_does_not_hide_one_that_is_missing()
    {
        var document = ReaderHarness.Read("moved.tf", "moved {\n  from = google_x.old\n  to = google_x.b\n}\nmoved {\n  from = google_x.a\n  to = google_x.new\n}\n");
        Assert.NotNull(MovedBlocks.Append(document, [Move]));
    }

    [Fact]
    public void An_address_keeps_its_index()
    {
        var document = ReaderHarness.Read("moved.tf", "moved {\n  from = google_x.a[\"k\"]\n  to = module.m[0].google_x.a\n}\n");
        Assert.Equal([new MovedAddress("google_x.a[\"k\"]", "module.m[0].google_x.a")], MovedBlocks.In(document).AsEnumerable());
    }

    [Fact]
    public void An_address_that_stays_needs_no_move() =>
        Assert.Null(MovedBlocks.Append(ReaderHarness.Read("moved.tf", ""), [new MovedAddress("a.b", "a.b")]));
}
