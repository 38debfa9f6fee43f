using System.Text.Json.Nodes;
using Rewriter.GitHub.TestServer;
using Rewriter.GitHub.TestServer.Api;

namespace Rewriter.GitHub.Tests;

/// <summary>The server refuses what GitHub's description does not allow: without this, its silence would say nothing.</summary>
public sealed class DescriptionTests
{
    private const string Repo = "/repos/octo/shop";

    [Theory]
    [InlineData("POST", "/pulls", """{"title":"T","head":"h","base":"b","draft":true}""", null)]
    [InlineData("POST", "/pulls", """{"title":"T","base":"b"}""", "body.head is missing")]
    [InlineData("POST", "/pulls", """{"title":"T","head":"h","base":"b","labels":["x"]}""", "body.labels is not described")]
    [InlineData("POST", "/pulls", """{"title":7,"head":"h","base":"b"}""", "body.title is Number, not string")]
    [InlineData("POST", "/pulls", null, "the body is missing")]
    [InlineData("PATCH", "/pulls/1", """{"state":"gone"}""", "body.state: \"gone\" is none of")]
    [InlineData("PATCH", "/pulls/1", """{"draft":true}""", "body.draft is not described")]
    [InlineData("PATCH", "/pulls/one", """{"title":"T"}""", "'one' is no number")]
    [InlineData("POST", "/git/trees", """{"base_tree":"x","tree":[{"path":"a","mode":"100644","type":"blob","sha":null}]}""", null)]
    [InlineData("POST", "/git/trees", """{"tree":[{"path":"a","mode":"644","type":"blob","sha":"x"}]}""", "body.tree[0].mode")]
    [InlineData("POST", "/git/refs", """{"ref":"refs/heads/a","sha":null}""", "body.sha is null")]
    [InlineData("POST", "/statuses/abc", """{"state":"green"}""", "body.state")]
    [InlineData("POST", "/issues/1/labels", """{"labels":["a","b"]}""", null)]
    [InlineData("POST", "/check-runs", """{"name":"n","head_sha":"s","status":"in_progress","output":{"title":"t","summary":"s","annotations":[]}}""", null)]
    [InlineData("POST", "/check-runs", """{"name":"n","head_sha":"s","output":{"title":"t"}}""", "summary is missing")]
    public void A_body_is_checked(string method, string path, string? body, string? problem)
    {
        var operation = RestDescription.Vendored.Find(method, Repo + path)!;

        var problems = RestDescription.Vendored.CheckRequest(operation, [], body is null ? null : JsonNode.Parse(body));

        if (problem is null) Assert.Empty(problems);
        else Assert.Contains(problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void More_annotations_than_GitHub_takes_are_refused()
    {
        var annotations = string.Join(',', Enumerable.Repeat("""{"path":"p","start_line":1,"end_line":1,"annotation_level":"notice","message":"m"}""", 51));
        var body = JsonNode.Parse($$$"""{"name":"n","head_sha":"s","output":{"title":"t","summary":"s","annotations":[{{{annotations}}}]}}""");

        Assert.Contains(RestDescription.Vendored.CheckRequest(RestDescription.Vendored.Find("POST", Repo + "/check-runs")!, [], body), p => p.Contains("maxItems", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/pulls", "state", "all", true)]
    [InlineData("/pulls", "state", "merged", false)]
    [InlineData("/pulls", "author", "octocat", false)]
    [InlineData("/pulls", "per_page", "many", false)]
    [InlineData("/git/ref/heads/a/b", "x", "y", false)]
    public void A_query_is_checked(string path, string name, string value, bool isAllowed) =>
        Assert.Equal(isAllowed, RestDescription.Vendored.CheckRequest(RestDescription.Vendored.Find("GET", Repo + path)!, [new(name, value)], null).Count == 0);

    [Theory]
    [InlineData("PUT", "/pulls")]
    [InlineData("GET", "/pulls/1/nothing")]
    [InlineData("GET", "/git/ref")]
    public void An_operation_that_does_not_exist_is_not_found(string method, string path) => Assert.Null(RestDescription.Vendored.Find(method, Repo + path));

    [Theory]
    [InlineData("query { viewer { login } }", "{}", null)]
    [InlineData("query { viewer { logins } }", "{}", "has no field 'logins'")]
    [InlineData("query { viewer }", "{}", "fields are to be selected")]
    [InlineData("mutation($p: ID!) { convertPullRequestToDraft(input: {pullRequestId: $p}) { pullRequest { isDraft } } }", """{"p":"x"}""", null)]
    [InlineData("mutation($p: ID!) { convertPullRequestToDraft(input: {pullRequestId: $p}) { pullRequest { isDraft } } }", "{}", "$p is missing")]
    [InlineData("mutation($p: ID) { convertPullRequestToDraft(input: {pullRequestId: $p}) { pullRequest { isDraft } } }", """{"p":"x"}""", "$p is ID, not ID!")]
    [InlineData("mutation($p: ID!) { convertPullRequestToDraft(input: {id: $p}) { pullRequest { isDraft } } }", """{"p":"x"}""", "has no argument 'id'")]
    [InlineData("mutation($r: ID!, $u: [RefUpdate!]!) { updateRefs(input: {repositoryId: $r, refUpdates: $u}) { clientMutationId } }", """{"r":"x","u":[{"name":"main","afterOid":"0"}]}""", "is no GitRefname")]
    [InlineData("mutation($r: ID!, $u: [RefUpdate!]!) { updateRefs(input: {repositoryId: $r, refUpdates: $u}) { clientMutationId } }", """{"r":"x","u":[{"name":"refs/heads/a"}]}""", "afterOid is missing")]
    public void An_operation_of_GraphQL_is_checked(string query, string variables, string? problem)
    {
        var problems = GraphQlDescription.Vendored.Check(GraphQlDocument.Parse(query), JsonNode.Parse(variables)!.AsObject());

        if (problem is null) Assert.Empty(problems);
        else Assert.Contains(problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_not_described_fails_the_test_that_sends_it()
    {
        var server = await GitHubServer.StartAsync();
        using (var client = new HttpClient())
        {
            client.DefaultRequestHeaders.Add("User-Agent", "test");
            client.DefaultRequestHeaders.Add("Accept", "application/vnd.github+json");
            client.DefaultRequestHeaders.Add("Authorization", "Bearer " + server.Person.Token);
            using var answer = await client.GetAsync(new Uri(server.ApiUrl + "/repos/octo/shop/pulls?author=octocat"));
            Assert.Equal(500, (int)answer.StatusCode);
        }

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await server.DisposeAsync());
        Assert.Contains("'author' is not described", failure.Message, StringComparison.Ordinal);
    }
}
