using System.Text.Json.Nodes;
using Rewriter.GitHub.TestServer.Api;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.TestServer;

/// <content>GraphQL.</content>
public sealed partial class GitHubServer
{
    private async Task<Reply> GraphQlReplyAsync(RecordedRequest request)
    {
        if (!_options.HasGraphQl) return Reply.NotFound;
        if (request.Path != (_options.IsEnterprise ? "/api/graphql" : "/graphql")) return Violation(request, "GraphQL is not there");
        if (Identify(request) is not { } identity) return Reply.Failed(401, "Bad credentials");
        GraphQlDocument document;
        var body = JsonNode.Parse(request.Body)!.AsObject();
        var variables = body["variables"] as JsonObject;
        try
        {
            document = GraphQlDocument.Parse(body["query"]!.GetValue<string>());
        }
        catch (FormatException e)
        {
            return Violation(request, e.Message);
        }

        var problems = GraphQlDescription.Vendored.Check(document, variables);
        if (problems.Count > 0) return Violation(request, string.Join("; ", problems));
        var operation = document.Selection.Single().Name;
        if (identity.Forbidden.Contains(operation)) return Refused(operation, "FORBIDDEN", "Resource not accessible by integration");
        return operation switch
        {
            "viewer" => Done("viewer", new JsonObject { ["login"] = identity.Login }),
            "updateRefs" => await UpdateRefsAsync(variables!),
            _ => SetDraft(operation, variables!["pullRequestId"]!.GetValue<string>()),
        };
    }

    // All or nothing; a ref that stands elsewhere refuses all.
    private async Task<Reply> UpdateRefsAsync(JsonObject variables)
    {
        var none = new string('0', 40);
        var lines = new System.Text.StringBuilder();
        foreach (var update in variables["refUpdates"]!.AsArray().Select(u => u!.AsObject()))
        {
            var (name, before, after) = (update["name"]!.GetValue<string>(), update["beforeOid"]?.GetValue<string>(), update["afterOid"]!.GetValue<string>());
            if (after != none && !await Git.HasAsync(after, "commit")) return Refused("updateRefs", "UNPROCESSABLE", "Object does not exist");
            lines.Append("update ").Append(name).Append(' ').Append(after).Append(before is null ? string.Empty : " " + before).Append('\n');
        }

        var updated = await Git.As("git").RunAsync(["update-ref", "--stdin"], CancellationToken.None, System.Text.Encoding.UTF8.GetBytes(lines.ToString()));
        return updated.Succeeded ? Done("updateRefs", new JsonObject { ["clientMutationId"] = null }) : Refused("updateRefs", "UNPROCESSABLE", "A ref is not where it is expected to be");
    }

    private Reply SetDraft(string operation, string id)
    {
        if (_pullRequests.Find(p => $"PR_{p.Number}" == id) is not { } found) return Refused(operation, "NOT_FOUND", $"Could not resolve to a node with the global id of '{id}'");
        if (!found.IsOpen) return Refused(operation, "UNPROCESSABLE", "Pull request is closed");
        found.IsDraft = operation == "convertPullRequestToDraft";
        return Done(operation, new JsonObject { ["pullRequest"] = new JsonObject { ["isDraft"] = found.IsDraft } });
    }

    private static Reply Done(string operation, JsonObject result) => new(200, new JsonObject { ["data"] = new JsonObject { [operation] = result } });

    private static Reply Refused(string operation, string type, string message) => new(200, new JsonObject
    {
        ["data"] = new JsonObject { [operation] = null },
        ["errors"] = new JsonArray(new JsonObject { ["type"] = type, ["message"] = message, ["path"] = new JsonArray(operation) }),
    });
}
