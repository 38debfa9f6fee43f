using Rewriter.Git;

namespace Rewriter.Tests.Git;

/// <summary>Versions by Semantic Versioning 2.0.0.</summary>
public sealed class SemanticVersionTests
{
    // The chain that section 11.4.4 gives, with the neighbours of sections 11.2 and 11.3.
    private static readonly string[] Chain =
    [
        "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0", "2.1.0", "2.1.1",
    ];

    [Fact]
    public void Each_version_of_the_chain_comes_before_all_behind_it()
    {
        var versions = Chain.Select(c => SemanticVersion.Parse(c)!).ToList();
        for (var i = 0; i < versions.Count; i++)
        {
            for (var j = 0; j < versions.Count; j++)
            {
                Assert.True(Math.Sign(versions[i].CompareTo(versions[j])) == i.CompareTo(j), $"{versions[i]} and {versions[j]}");
            }
        }
    }

    [Fact]
    public void Build_metadata_has_no_precedence() =>
        Assert.Equal(0, SemanticVersion.Parse("1.0.0+20130313144700")!.CompareTo(SemanticVersion.Parse("v1.0.0+exp.sha.5114f85")!));

    [Fact]
    public void Numbers_of_any_length_are_compared_as_numbers() =>
        Assert.True(SemanticVersion.Parse("99999999999999999999999.999999999999999999.99999999999999999")!.CompareTo(SemanticVersion.Parse("99999999999999999999998.0.0")!) > 0);

    [Theory]
    [InlineData("0.0.4")]
    [InlineData("v1.2.3")]
    [InlineData("1.1.2-prerelease+meta")]
    [InlineData("1.0.0-0A.is.legal")]
    [InlineData("1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay")]
    [InlineData("1.2.3----RC-SNAPSHOT.12.9.1--.12+788")]
    [InlineData("1.0.0+0.build.1-rc.10000aaa-kk-0.1")]
    public void What_the_grammar_allows_is_read(string text) => Assert.Equal(text.TrimStart('v'), SemanticVersion.Parse(text)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("01.1.1")]
    [InlineData("1.2.3-0123")]
    [InlineData("1.2.3-0123.0123")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3+")]
    [InlineData("1.2.3+a+b")]
    [InlineData("-1.0.3")]
    [InlineData("1.2.3-ä")]
    [InlineData("vv1.2.3")]
    [InlineData("latest")]
    public void What_it_does_not_allow_is_no_version(string text) => Assert.Null(SemanticVersion.Parse(text));
}
