using Rewriter.Cli.Hosting;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://github.com/octo/shop.git", "github.com", "octo/shop")]
    [InlineData("https://github.com/octo/shop", "github.com", "octo/shop")]
    [InlineData("https://x-access-token:secret@GitHub.com/octo/shop.git\n", "github.com", "octo/shop")]
    [InlineData("git@github.com:octo/shop.git", "github.com", "octo/shop")]
    [InlineData("ssh://git@ssh.github.com:443/octo/shop.git", "github.com", "octo/shop")]
    [InlineData("git@ghe.example.org:octo/shop.name.git", "ghe.example.org", "octo/shop.name")]
    [InlineData("https://ghe.example.org:8443/octo/shop/", "ghe.example.org", "octo/shop")]
    public void An_address_names_host_and_repository(string address, string host, string slug) => Assert.Equal((host, slug), ForgeSource.ReadRemote(address));

    [Theory]
    [InlineData("/srv/git/shop.git")]
    [InlineData("../shop.git")]
    [InlineData("file:///srv/git/octo/shop.git")]
    [InlineData("C:/git/shop")]
    [InlineData("https://example.org/a/b/c.git")]
    [InlineData("")]
    public void A_path_or_a_deeper_address_names_none(string address) => Assert.Null(ForgeSource.ReadRemote(address));

    [Fact]
    public async Task A_token_is_not_sent_to_a_host_that_only_the_remote_names()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        await RewriteCommand.RunProgramAsync("git", repository.Folder, [], "init", "-q", "-b", "main");
        await RewriteCommand.RunProgramAsync("git", repository.Folder, [], "remote", "add", "origin", "https://forge.invalid/octo/shop.git");

        (string, string)[] environment = [("GITHUB_TOKEN", "s3cret-token"), ("GH_TOKEN", string.Empty), ("GITHUB_API_URL", string.Empty), ("GITHUB_REPOSITORY", string.Empty)];
        var refused = (await RewriteCommand.RunWithAsync(repository.Folder, environment, "pr", "phase1")).Expect(2);

        Assert.Contains("RW5008", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("GITHUB_API_URL=https://forge.invalid/api/v3", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-token", refused.Output + refused.Errors, StringComparison.Ordinal);
    }
}
