using Rewriter.Text;

namespace Rewriter.Tests.Text;

public sealed class RepoPathTests
{
    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\server\\share")]
    [InlineData("\\windows")]
    [InlineData("C:/windows")]
    [InlineData("c:file")]
    [InlineData("./C:/windows")]
    [InlineData(".\\C:\\windows")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/..")]
    [InlineData("a/../../b")]
    [InlineData("a\\..\\b")]
    [InlineData("./../b")]
    [InlineData("a//b")]
    [InlineData(".//etc")]
    [InlineData("a\0b")]
    [InlineData(null)]
    public void What_leaves_the_repository_or_names_nothing_is_refused(string? text)
    {
        Assert.False(RepoPath.TryParse(text, out var path));
        Assert.Equal(RepoPath.Root, path);
    }

    [Theory]
    [InlineData("a/b.tf", "a/b.tf")]
    [InlineData("a\\b\\c", "a/b/c")]
    [InlineData("./a/./b", "a/b")]
    [InlineData("a/b/", "a/b")]
    [InlineData("..a/...", "..a/...")]
    [InlineData(".github/x y.yml", ".github/x y.yml")]
    [InlineData("", "")]
    [InlineData(".", "")]
    public void Slashes_and_dots_are_made_plain(string text, string value)
    {
        var path = RepoPath.Parse(text);
        Assert.Equal(value, path.Value);
        Assert.Equal(path, RepoPath.Parse(path.Value));
    }

    [Fact]
    public void Name_extension_parent_and_segments_are_parts_of_the_path()
    {
        var path = RepoPath.Parse("infra/main.tf");
        Assert.Equal(("main.tf", ".tf", "infra"), (path.Name, path.Extension, path.Parent.Value));
        Assert.Equal(["infra", "main.tf"], path.Segments);
        Assert.Equal(RepoPath.Root, path.Parent.Parent);
        Assert.Equal("infra/main.tf/x/y", path.Append("x/y").Value);
        Assert.Throws<FormatException>(() => path.Append("../x"));
    }

    [Fact]
    public void A_folder_holds_what_lies_in_it_and_not_what_only_begins_like_it()
    {
        Assert.True(RepoPath.Parse("a/b").IsUnder(RepoPath.Parse("a")));
        Assert.True(RepoPath.Parse("a").IsUnder(RepoPath.Parse("a")));
        Assert.True(RepoPath.Parse("a").IsUnder(RepoPath.Root));
        Assert.False(RepoPath.Parse("ab/c").IsUnder(RepoPath.Parse("a")));
        Assert.False(RepoPath.Parse("A/b").IsUnder(RepoPath.Parse("a")));
        Assert.True(RepoPath.Parse("B") < RepoPath.Parse("a"));
    }
}
