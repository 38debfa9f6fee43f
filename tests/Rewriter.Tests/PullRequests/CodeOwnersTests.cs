using Rewriter.Migrations.PullRequests;
using Rewriter.Text;

namespace Rewriter.Tests.PullRequests;

public sealed class CodeOwnersTests
{
    private const string File = """
        # Everything, unless something below says otherwise.
        *       @global-owner1 @org/everyone
        *.js    @js-owner # in any folder
        /build/logs/ @doctocat
        docs/*  docs@example.com
        apps/   @octocat
        /docs/  @doctocat
        /apps/github
        /scripts\ of\ mine/ @blank
        /*.toml @top

        """;

    [Theory]
    [InlineData("README.md", "@global-owner1 @org/everyone")]
    [InlineData("src/deep/app.js", "@js-owner")]
    [InlineData("build/logs/a/b.txt", "@doctocat")]
    [InlineData("my/build/logs/a.txt", "@global-owner1 @org/everyone")]
    [InlineData("deep/apps/x", "@octocat")]
    [InlineData("docs/a.md", "@doctocat")]
    [InlineData("apps/github/x", "")]
    [InlineData("scripts of mine/a.sh", "@blank")]
    [InlineData("a.toml", "@top")]
    [InlineData("deep/a.toml", "@global-owner1 @org/everyone")]
    public void The_last_line_that_fits_decides(string path, string owners) =>
        Assert.Equal(owners, string.Join(' ', CodeOwners.Parse(File).OwnersOf(RepoPath.Parse(path))));

    [Fact]
    public void A_folder_with_a_star_owns_its_files_and_not_those_below() =>
        Assert.Empty(CodeOwners.Parse("docs/* @a\n").OwnersOf(RepoPath.Parse("docs/deep/a.md")));

    [Fact]
    public void People_and_teams_are_told_apart_and_addresses_are_left_out()
    {
        var (people, teams) = CodeOwners.Parse("* @bob @org/sre me@example.com @Bob\n").OwnersOf([RepoPath.Parse("a"), RepoPath.Parse("b")]);
        Assert.Equal("bob", Assert.Single(people));
        Assert.Equal("sre", Assert.Single(teams));
    }
}
