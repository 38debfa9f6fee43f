using System.Text;
using System.Text.Json.Nodes;
using Rewriter.Forges;
using Rewriter.GitHub.Tests.Support;
using Rewriter.GitHub.Webhooks;

namespace Rewriter.GitHub.Tests;

/// <summary>Webhooks: who sent them, and what they say.</summary>
public sealed class WebhookTests
{
    private static readonly JsonArray Webhooks = Fixture.Read("webhooks.json", "webhooks");

    public static TheoryData<int> All() => [.. Enumerable.Range(0, Webhooks.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_published_example_is_read(int index)
    {
        var (name, payload) = (Webhooks[index]!["name"]!.GetValue<string>(), Webhooks[index]!["payload"]!);

        var (read, problem) = WebhookReader.Read(name, Encoding.UTF8.GetBytes(payload.ToJsonString()));

        Assert.Null(problem);
        Assert.Equal((name, payload["action"]!.GetValue<string>(), payload["repository"]!["full_name"]!.GetValue<string>(), payload["sender"]!["login"]!.GetValue<string>()), (read!.Name, read.Action, read.Repository, read.Sender));
        if (payload["pull_request"] is { } pullRequest) Assert.Equal((pullRequest["number"]!.GetValue<int>(), pullRequest["head"]!["sha"]!.GetValue<string>()), (Assert.Single(read.PullRequests), read.HeadSha));
        if (payload["comment"] is { } comment) Assert.Equal((comment["id"]!.GetValue<long>(), comment["body"]!.GetValue<string>()), (read.Comment!.Id, read.Comment.Body));
        if (name == "check_suite") Assert.Equal(payload["check_suite"]!["head_sha"]!.GetValue<string>(), read.HeadSha);
    }

    [Fact]
    public void There_are_examples_of_all_kinds()
    {
        var counts = Webhooks.GroupBy(w => w!["name"]!.GetValue<string>()).ToDictionary(g => g.Key, g => g.Count());

        Assert.True(counts["pull_request"] >= 29 && counts["issue_comment"] >= 9 && counts["pull_request_review"] >= 4 && counts["check_suite"] >= 9, "examples are missing");
    }

    [Fact]
    public void A_comment_on_an_issue_is_about_no_pull_request()
    {
        const string Issue = """{"action":"created","issue":{"number":3},"comment":{"id":1,"body":"/rewrite plan","user":{"login":"marge"},"html_url":"https://github.test/c"},"repository":{"full_name":"octo/shop"},"sender":{"login":"marge"}}""";

        Assert.Empty(WebhookReader.Read("issue_comment", Encoding.UTF8.GetBytes(Issue)).Event!.PullRequests);
        Assert.Equal([3], WebhookReader.Read("issue_comment", Encoding.UTF8.GetBytes(Issue.Replace("\"number\":3", "\"number\":3,\"pull_request\":{}", StringComparison.Ordinal))).Event!.PullRequests.AsEnumerable());
    }

    [Fact]
    public void A_pull_request_from_a_fork_is_known_as_such()
    {
        var payload = Webhooks.First(w => w!["name"]!.GetValue<string>() == "pull_request")!["payload"]!.DeepClone();
        Assert.False(Read(payload).PullRequest!.IsFromFork);

        payload["pull_request"]!["head"]!["repo"]!["full_name"] = "stranger/fork";
        Assert.True(Read(payload).PullRequest!.IsFromFork);
        payload["pull_request"]!["head"]!["repo"] = null;
        Assert.True(Read(payload).PullRequest!.IsFromFork);

        static WebhookEvent Read(JsonNode payload) => WebhookReader.Read("pull_request", Encoding.UTF8.GetBytes(payload.ToJsonString())).Event!;
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"action":"opened"}""")]
    [InlineData("""{"repository":{"full_name":"o/s"},"sender":{}}""")]
    public void What_cannot_be_read_is_a_message(string body)
    {
        var (read, problem) = WebhookReader.Read("pull_request", Encoding.UTF8.GetBytes(body));

        Assert.Null(read);
        Assert.Equal("RW5009", problem!.Id);
    }

    // The example of GitHub's documentation.
    [Theory]
    [InlineData("It's a Secret to Everybody", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", true)]
    [InlineData("It's a Secret to Everybody", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", false)]
    [InlineData("It's a Secret to Everybody", "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("It's a Secret to Everybody", "sha256=7571", false)]
    [InlineData("It's a Secret to Everybody", "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("It's a Secret to Everybody", null, false)]
    [InlineData("another", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    public void A_signature_is_checked(string secret, string? header, bool isValid) =>
        Assert.Equal(isValid, WebhookSignature.IsValid(secret, "Hello, World!"u8, header));

    [Fact]
    public void Checks_say_how_they_stand()
    {
        var states = Webhooks.Where(w => w!["name"]!.GetValue<string>() == "check_run")
            .Select(w => (Status: w!["payload"]!["check_run"]!["status"]!.GetValue<string>(), WebhookReader.Read("check_run", Encoding.UTF8.GetBytes(w["payload"]!.ToJsonString())).Event!.Check));

        Assert.All(states, s => Assert.Equal(s.Status == "completed", s.Check != CheckState.Pending));
    }
}
