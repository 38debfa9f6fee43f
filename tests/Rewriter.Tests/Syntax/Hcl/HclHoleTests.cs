using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Hcl;

/// <summary>HCL inside of another language, whose own pieces stand in it.</summary>
public sealed class HclHoleTests
{
    [Theory]
    [InlineData("a = \"x-@@-y\"", "Key a 'a' (hcl)", "Value a 'x-' (hcl)", "Code  '@@' (outer)", "Value a '-y' (hcl)")]
    [InlineData("a = @@", "Key a 'a' (hcl)", "Code  '@@' (outer)")]
    [InlineData("a = [@@, @@_b]", "Key a 'a' (hcl)", "Code  '@@' (outer)", "Code  '@@' (outer)", "Address a[1] '_b' (hcl)")]
    [InlineData("a = b.@@", "Key a 'a' (hcl)", "Address a 'b' (hcl)", "Code  '@@' (outer)")]
    [InlineData("a = { \"k@@\" = 1 }", "Key a 'a' (hcl)", "Value a 'k' (hcl)", "Code  '@@' (outer)", "Value a[\"\\\"k@@\\\"\"] '1' (hcl)")]
    [InlineData("# see @@ here\na = 1", "Comment  'see' (hcl)", "Code  '@@' (outer)", "Comment  'here' (hcl)", "Key a 'a' (hcl)", "Value a '1' (hcl)")]
    [InlineData("a = <<E\nx @@ y\nE\n", "Key a 'a' (hcl)", "Delimiter a 'E' (hcl)", "Value a 'x' (hcl)", "Code  '@@' (outer)", "Value a 'y' (hcl)", "Delimiter a 'E' (hcl)")]
    [InlineData("@@\na = 1", "Code  '@@' (outer)", "Key a 'a' (hcl)", "Value a '1' (hcl)")]
    public void A_hole_is_an_opaque_part_of_what_it_stands_in(string text, params string[] expected)
    {
        var document = Read(text);
        Assert.Empty(document.Problems);
        Assert.Equal(expected, ReaderHarness.Describe(document));
    }

    [Theory]
    [InlineData("b \"@@\" {}")]
    [InlineData("b @@ {}")]
    [InlineData("a@@ = 1")]
    [InlineData("= @@ x")]
    public void Where_a_hole_cannot_stand_the_text_is_refused_and_still_covered(string text) => Assert.Single(Read(text).Problems);

    private static SyntaxDocument Read(string text)
    {
        var outer = new LanguageStack("outer");
        var holes = new List<Hole>();
        for (var at = text.IndexOf("@@", StringComparison.Ordinal); at >= 0; at = text.IndexOf("@@", at + 2, StringComparison.Ordinal))
        {
            var span = new TextSpan(at, 2);
            holes.Add(new Hole(span, [new SyntaxLeaf(span, Label.Code, StructuralPath.Root, outer, LeafCodec.Verbatim)]));
        }

        var request = new ReadRequest(text, RepoPath.Parse("run.sh"), outer.Push("hcl"), StructuralPath.Root) { Holes = new HoleSet([.. holes]) };
        var document = HclLanguage.Instance.Read(request);
        ReaderHarness.AssertCovers(document);
        return document with { MeaningfulLeaves = [.. document.MeaningfulLeaves.Select(l => l with { Languages = new LanguageStack(l.Languages.Language) })] };
    }
}
