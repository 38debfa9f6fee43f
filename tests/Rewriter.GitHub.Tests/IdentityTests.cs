using Rewriter.Forges;
using Rewriter.GitHub.Authentication;
using Rewriter.GitHub.TestServer;
using Rewriter.GitHub.TestServer.State;
using Rewriter.GitHub.Tests.Support;

namespace Rewriter.GitHub.Tests;

/// <summary>As whom is asked, and who gets to see the token.</summary>
public sealed class IdentityTests
{
    private static readonly GitHubServerOptions WithApp = new() { AppPublicKey = RsaKey.Public };

    [Fact]
    public async Task An_App_signs_finds_its_installation_and_asks_for_one_token()
    {
        await using var test = await AppAsync();
        for (var i = 0; i < 3; i++) await test.Forge.GetBranchHeadAsync("main", default);

        Assert.Equal(1, test.Writes("POST", "/access_tokens"));
        Assert.Equal(1, test.Writes("GET", "/installation"));
        Assert.Equal("rewriter[bot]", await test.Forge.GetLoginAsync(default));
    }

    [Fact]
    public async Task The_App_itself_says_who_it_is_where_GraphQL_is_not_there()
    {
        await using var test = await AppAsync(WithApp with { HasGraphQl = false });

        Assert.Equal("rewriter[bot]", await test.Forge.GetLoginAsync(default));
    }

    [Fact]
    public async Task A_token_of_an_installation_is_renewed_before_it_ends()
    {
        await using var test = await AppAsync();
        await test.Forge.GetBranchHeadAsync("main", default);
        test.Time.Advance(TimeSpan.FromMinutes(59));

        Assert.NotNull(await test.Forge.GetBranchHeadAsync("main", default));
        Assert.Equal(2, test.Writes("POST", "/access_tokens"));
        Assert.Equal(4 + 1, test.Server.Requests.Count);
    }

    [Fact]
    public async Task A_token_of_an_installation_that_is_not_taken_any_more_is_renewed_once()
    {
        await using var test = await AppAsync();
        await test.Forge.GetBranchHeadAsync("main", default);
        test.Server.EndInstallationTokens();

        Assert.NotNull(await test.Forge.GetBranchHeadAsync("main", default));
        Assert.Equal(2, test.Writes("POST", "/access_tokens"));

        test.Server.InstallationTokenLife = TimeSpan.FromSeconds(-1);
        test.Server.EndInstallationTokens();
        Assert.Equal("RW5001", (await Assert.ThrowsAsync<ForgeException>(() => test.Forge.GetBranchHeadAsync("main", default))).Code);
    }

    [Fact]
    public async Task A_renamed_repository_is_followed_with_method_and_body()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Rename("octo/store");

        var blob = await test.Forge.CreateBlobAsync("kept\n"u8.ToArray(), default);

        Assert.Equal(GitBlob.Id("kept\n"u8), blob);
        Assert.True(await test.Server.Git.HasAsync(blob, "blob"));
    }

    [Theory]
    [InlineData("POST", 307, "/git/blobs")]
    [InlineData("POST", 302, "/git/blobs")]
    public async Task A_body_is_sent_to_no_other_host(string method, int status, string path)
    {
        await using var elsewhere = await GitHubServer.StartAsync();
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault(method, path, FaultKind.AnswerInstead) { Status = status, Headers = new Dictionary<string, string> { ["Location"] = elsewhere.ApiUrl + "/repos/octo/shop/git/blobs" } });

        var failure = await Assert.ThrowsAsync<ForgeException>(() => test.Forge.CreateBlobAsync("x"u8.ToArray(), default));

        Assert.Equal("RW5007", failure.Code);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_refused()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("GET", "/comments", FaultKind.AnswerInstead) { Status = 200, Body = "[]", Headers = new Dictionary<string, string> { ["Link"] = "<http://127.0.0.1:1/steal>; rel=\"next\"" } });

        Assert.Equal("RW5007", (await Assert.ThrowsAsync<ForgeException>(() => test.Forge.GetCommentsAsync(1, default))).Code);
    }

    [Fact]
    public async Task A_login_page_is_no_answer_of_GitHub()
    {
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new Fault("GET", "/pulls/1", FaultKind.AnswerInstead) { Status = 200, Body = "<html>Sign in</html>" });

        Assert.Equal("RW5007", (await Assert.ThrowsAsync<ForgeException>(() => test.Forge.GetPullRequestAsync(1, default))).Code);
    }

    [Fact]
    public async Task A_token_that_the_server_repeats_is_in_no_message()
    {
        await using var test = await TestForge.StartAsync();
        var token = test.Server.Person.Token;
        test.Server.Inject(new Fault("GET", "/pulls/1", FaultKind.AnswerInstead) { Status = 422, Body = $$"""{"message":"what is {{token}}?","errors":["{{token}}"]}""" });

        var failure = await Assert.ThrowsAsync<ForgeException>(() => test.Forge.GetPullRequestAsync(1, default));

        Assert.DoesNotContain(token, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("***", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_options_or_credentials_holds_a_secret()
    {
        var token = new TokenCredentials("very-secret");
        using var app = AppCredentials.Create("99", RsaKey.Private.ReplaceLineEndings("\\n"));

        var text = new GitHubOptions { Owner = "o", Name = "n", Credentials = token } + token.ToString() + new GitHubOptions { Owner = "o", Name = "n", Credentials = app } + app;

        Assert.DoesNotContain("very-secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        Assert.Contains("the App 99", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_TOKEN=t", "it is not known which repository is meant")]
    [InlineData("GITHUB_REPOSITORY=octo/shop", "no token is given for https://api.github.com")]
    [InlineData("GITHUB_REPOSITORY=octo;GITHUB_TOKEN=t", "'octo' is no repository")]
    [InlineData("GITHUB_REPOSITORY=o/s;GITHUB_TOKEN=t;GITHUB_API_URL=http://github.test/api/v3", "GITHUB_API_URL is no https address")]
    [InlineData("GITHUB_REPOSITORY=o/s;REWRITE_APP_ID=1", "REWRITE_APP_PRIVATE_KEY is not")]
    [InlineData("GITHUB_REPOSITORY=o/s;REWRITE_APP_ID=1;REWRITE_APP_PRIVATE_KEY=-----BEGIN nothing", "is no private RSA key")]
    public void What_is_missing_in_the_environment_is_said(string environment, string what)
    {
        var failure = Assert.Throws<ForgeException>(() => GitHubOptions.FromEnvironment(environment.Split(';').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1])));

        Assert.Equal("RW5008", failure.Code);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.github.com", "https://api.github.com/graphql")]
    [InlineData("https://github.acme.test/api/v3", "https://github.acme.test/api/graphql")]
    [InlineData("https://github.acme.test/api/v3/", "https://github.acme.test/api/graphql")]
    [InlineData("https://api.acme.ghe.com", "https://api.acme.ghe.com/graphql")]
    public void GraphQL_is_where_the_host_has_it(string api, string graphQl) =>
        Assert.Equal(graphQl, Http.GraphQlClient.AddressOf(new GitHubOptions { ApiUrl = new Uri(api), Owner = "o", Name = "n", Credentials = new TokenCredentials("t") }).AbsoluteUri);

    private static Task<TestForge> AppAsync(GitHubServerOptions? options = null) =>
        TestForge.StartAsync(options ?? WithApp, environment: new Dictionary<string, string> { ["REWRITE_APP_ID"] = "99", ["REWRITE_APP_PRIVATE_KEY"] = RsaKey.Private });
}
