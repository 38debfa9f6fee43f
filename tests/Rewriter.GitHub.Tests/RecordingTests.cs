using System.Text.Json;
using Rewriter.Forges;
using Rewriter.GitHub.Authentication;
using Rewriter.GitHub.Json;
using Rewriter.GitHub.Tests.Support;

namespace Rewriter.GitHub.Tests;

/// <summary>What GitHub itself once answered is understood.</summary>
public sealed class RecordingTests
{
    [Fact]
    public async Task A_renamed_repository_answers_under_its_new_name()
    {
        using var forge = Forge("rename-repository", "rename-repository", skip: 1);

        Assert.Equal("octokit-fixture-org/rename-repository-newname", (await forge.GetRepositoryAsync(default)).Slug);
    }

    [Fact]
    public async Task A_repository_is_read()
    {
        using var forge = Forge("get-repository", "hello-world");

        var repository = await forge.GetRepositoryAsync(default);

        Assert.Equal(("octokit-fixture-org/hello-world", "master"), (repository.Slug, repository.DefaultBranch));
        Assert.StartsWith("https://github.com/", repository.WebUrl.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_added_with_the_recorded_body()
    {
        using var forge = Forge("add-labels-to-issue", "add-labels-to-issue", skip: 1);

        await forge.AddLabelsAsync(1, ["Foo", "bAr", "baZ"], default);
    }

    [Fact]
    public void A_combined_status_is_read()
    {
        var recorded = Fixture.Read("recordings.json", "exchanges").Single(e => e!["path"]!.GetValue<string>().EndsWith("/status", StringComparison.Ordinal))!["response"]!;

        var status = JsonSerializer.Deserialize(recorded.ToJsonString(), GitHubJson.Default.CombinedStatusDto)!;

        Assert.Equal([("example/1", "failure"), ("example/2", "success")], status.Statuses.Select(s => (s.Context, s.State)).Order());
    }

    [Fact]
    public async Task The_fields_of_a_refusal_are_named()
    {
        var recorded = Fixture.Read("recordings.json", "exchanges").Single(e => e!["scenario"]!.GetValue<string>() == "errors")!;
        await using var test = await TestForge.StartAsync();
        test.Server.Inject(new("POST", "/git/blobs", TestServer.State.FaultKind.AnswerInstead) { Status = recorded["status"]!.GetValue<int>(), Body = recorded["response"]!.ToJsonString() });

        var failure = await Assert.ThrowsAsync<ForgeException>(() => test.Forge.CreateBlobAsync("x"u8.ToArray(), default));

        Assert.Equal("POST /repos/octo/shop/git/blobs was answered with 422: Validation Failed (Label.color: invalid)", failure.Message);
    }

    private static RestForge Forge(string scenario, string repository, int skip = 0) =>
        new(new GitHubOptions { Owner = "octokit-fixture-org", Name = repository, Credentials = new TokenCredentials("t") }, new ReplayHandler(scenario, skip));
}
