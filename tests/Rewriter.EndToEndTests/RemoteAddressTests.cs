using Rewriter.Cli.Hosting;

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
}
