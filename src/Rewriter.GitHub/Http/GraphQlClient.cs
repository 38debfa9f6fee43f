using System.Buffers;
using System.Net;
using System.Text.Json;
using Rewriter.Forges;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub.Http;

/// <summary>The few operations that only GraphQL has. Both adapters of the port use it.</summary>
internal sealed class GraphQlClient(GitHubTransport transport)
{
    /// <summary>What stands for "does not exist" where a commit is named.</summary>
    public const string NoCommit = "0000000000000000000000000000000000000000";

    private const string Enterprise = "/api/v3";

    /// <summary>Moves a branch if it stands where it is expected. The answer alone does not say why it was refused: the branch does.</summary>
    public Task<GraphQlOutcome> UpdateRefAsync(string repositoryId, string name, string? before, string? after, CancellationToken cancellationToken) =>
        AskAsync("updateRefs", "mutation($repositoryId: ID!, $refUpdates: [RefUpdate!]!) { updateRefs(input: {repositoryId: $repositoryId, refUpdates: $refUpdates}) { clientMutationId } }", w =>
        {
            w.WriteString("repositoryId", repositoryId);
            w.WriteStartArray("refUpdates");
            w.WriteStartObject();
            w.WriteString("name", name);
            w.WriteString("beforeOid", before ?? NoCommit);
            w.WriteString("afterOid", after ?? NoCommit);
            w.WriteBoolean("force", true);
            w.WriteEndObject();
            w.WriteEndArray();
        }, isWrite: true, isRepeatable: false, cancellationToken);

    /// <summary>Makes a pull request a draft, or ready for review.</summary>
    /// <exception cref="ForgeException">It was refused.</exception>
    public async Task SetDraftAsync(string pullRequestId, bool draft, CancellationToken cancellationToken)
    {
        var operation = draft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview";
        var outcome = await AskAsync(operation, $"mutation($pullRequestId: ID!) {{ {operation}(input: {{pullRequestId: $pullRequestId}}) {{ pullRequest {{ isDraft }} }} }}",
            w => w.WriteString("pullRequestId", pullRequestId), isWrite: true, isRepeatable: true, cancellationToken);
        outcome.ThrowIfRefused();
    }

    /// <summary>The login of this identity; null where GraphQL does not say it.</summary>
    public async Task<string?> ViewerAsync(CancellationToken cancellationToken)
    {
        var outcome = await AskAsync("viewer", "query { viewer { login } }", static _ => { }, isWrite: false, isRepeatable: true, cancellationToken);
        return outcome.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("viewer", out var viewer) && viewer.ValueKind == JsonValueKind.Object
            && viewer.TryGetProperty("login", out var login) ? login.GetString() : null;
    }

    /// <summary>Enterprise Server has its GraphQL beside the REST API, github.com below it.</summary>
    public static Uri AddressOf(GitHubOptions options)
    {
        if (options.GraphQlUrl is { } given) return given;
        var root = options.ApiUrl.AbsoluteUri.TrimEnd('/');
        return new Uri(root.EndsWith(Enterprise, StringComparison.Ordinal) ? root[..^Enterprise.Length] + "/api/graphql" : root + "/graphql");
    }

    private async Task<GraphQlOutcome> AskAsync(string operation, string query, Action<Utf8JsonWriter> variables, bool isWrite, bool isRepeatable, CancellationToken cancellationToken)
    {
        var request = new GitHubRequest(HttpMethod.Post, "/graphql")
        {
            Address = AddressOf(transport.Options), Body = Body(query, variables), IsWrite = isWrite, IsRepeatable = isRepeatable, Needs = "contents=write, pull_requests=write",
        };
        var answer = await transport.SendAsync(request, cancellationToken, HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        if (!answer.IsSuccess) return new GraphQlOutcome(operation, answer.Status, null, [new GraphQlErrorDto(answer.Error()?.Message, null, null)]);
        var content = GitHubTransport.Read(request, answer, GitHubJson.Default.GraphQlAnswerDto);
        return new GraphQlOutcome(operation, answer.Status, content.Data, content.Errors ?? []);
    }

    private static byte[] Body(string query, Action<Utf8JsonWriter> variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("query", query);
            writer.WriteStartObject("variables");
            variables(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
