using System.Globalization;
using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer;

/// <content>Which method answers which operation, and what all of them need.</content>
public sealed partial class GitHubServer
{
    private Dictionary<string, Func<Call, Task<Reply>>> Handlers()
    {
        const string Repo = "/repos/{owner}/{repo}";
        return new Dictionary<string, Func<Call, Task<Reply>>>(StringComparer.Ordinal)
        {
            ["GET /app"] = c => Now(AppReply(c)),
            ["POST /app/installations/{installation_id}/access_tokens"] = c => Now(InstallationToken(c)),
            ["GET /user"] = c => Now(UserReply(c)),
            [$"GET {Repo}"] = _ => Now(new Reply(200, RepositoryJson())),
            [$"GET {Repo}/installation"] = c => Now(InstallationReply(c)),
            [$"GET {Repo}/collaborators/{{username}}/permission"] = c => Now(PermissionReply(c)),
            [$"GET {Repo}/git/ref/{{ref}}"] = GetRefAsync,
            [$"POST {Repo}/git/refs"] = CreateRefAsync,
            [$"PATCH {Repo}/git/refs/{{ref}}"] = MoveRefAsync,
            [$"DELETE {Repo}/git/refs/{{ref}}"] = DeleteRefAsync,
            [$"POST {Repo}/git/blobs"] = CreateBlobAsync,
            [$"GET {Repo}/git/blobs/{{file_sha}}"] = GetBlobAsync,
            [$"GET {Repo}/git/trees/{{tree_sha}}"] = GetTreeAsync,
            [$"POST {Repo}/git/trees"] = CreateTreeAsync,
            [$"POST {Repo}/git/commits"] = CreateCommitAsync,
            [$"GET {Repo}/git/commits/{{commit_sha}}"] = GetGitCommitAsync,
            [$"GET {Repo}/commits/{{ref}}"] = GetCommitAsync,
            [$"GET {Repo}/compare/{{basehead}}"] = CompareAsync,
            [$"GET {Repo}/pulls"] = ListPullRequestsAsync,
            [$"POST {Repo}/pulls"] = CreatePullRequestAsync,
            [$"GET {Repo}/pulls/{{pull_number}}"] = GetPullRequestAsync,
            [$"PATCH {Repo}/pulls/{{pull_number}}"] = ChangePullRequestAsync,
            [$"PUT {Repo}/pulls/{{pull_number}}/merge"] = MergePullRequestAsync,
            [$"POST {Repo}/pulls/{{pull_number}}/requested_reviewers"] = RequestReviewersAsync,
            [$"GET {Repo}/pulls/{{pull_number}}/reviews"] = c => Now(ReviewsReply(c)),
            [$"GET {Repo}/issues/{{issue_number}}"] = c => Now(IssueReply(c)),
            [$"POST {Repo}/issues/{{issue_number}}/labels"] = c => Now(AddLabels(c)),
            [$"GET {Repo}/issues/{{issue_number}}/comments"] = c => Now(CommentsReply(c)),
            [$"POST {Repo}/issues/{{issue_number}}/comments"] = c => Now(CreateComment(c)),
            [$"PATCH {Repo}/issues/comments/{{comment_id}}"] = c => Now(ChangeComment(c)),
            [$"GET {Repo}/commits/{{ref}}/check-runs"] = c => Now(CheckRunsReply(c)),
            [$"GET {Repo}/commits/{{ref}}/status"] = c => Now(StatusReply(c)),
            [$"GET {Repo}/commits/{{ref}}/statuses"] = c => Now(StatusesReply(c)),
            [$"POST {Repo}/check-runs"] = CreateCheckRunAsync,
            [$"PATCH {Repo}/check-runs/{{check_run_id}}"] = c => Now(ChangeCheckRun(c)),
            [$"POST {Repo}/statuses/{{sha}}"] = CreateStatusAsync,
            [$"POST {Repo}/actions/workflows/{{workflow_id}}/dispatches"] = c => Now(Dispatch(c)),
            [$"GET {Repo}/actions/workflows/{{workflow_id}}/runs"] = c => Now(RunsReply(c)),
            [$"GET {Repo}/actions/runs/{{run_id}}"] = c => Now(RunReply(c)),
            [$"GET {Repo}/actions/runs/{{run_id}}/jobs"] = c => Now(JobsReply(c)),
            [$"GET {Repo}/actions/jobs/{{job_id}}/logs"] = c => Now(LogReply(c)),
            [$"POST {Repo}/actions/runs/{{run_id}}/cancel"] = c => Now(CancelRun(c)),
        };
    }

    private static Task<Reply> Now(Reply reply) => Task.FromResult(reply);

    private string Url(string path) => ApiUrl.AbsoluteUri.TrimEnd('/') + path;

    private string Web(string path) => $"https://github.test/{Slug}{path}";

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // One page of items, with the links to the others.
    private (IReadOnlyList<T> Items, Dictionary<string, string> Headers) Page<T>(Call call, IReadOnlyList<T> all)
    {
        var size = Math.Min(_options.LargestPage, call.Query.TryGetValue("per_page", out var asked) ? int.Parse(asked, CultureInfo.InvariantCulture) : 30);
        var page = call.Query.TryGetValue("page", out var number) ? int.Parse(number, CultureInfo.InvariantCulture) : 1;
        var items = all.Skip((page - 1) * size).Take(size).ToList();
        if (page * size >= all.Count) return (items, []);
        var query = string.Join('&', call.Query.Where(q => q.Key != "page").Append(new("page", (page + 1).ToString(CultureInfo.InvariantCulture))).Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}"));
        var path = string.Create(CultureInfo.InvariantCulture, $"/repositories/{RepositoryId}") + string.Join('/', call.Operation.Template.Split('/').Skip(4).Select(s => s.StartsWith('{') ? Uri.EscapeDataString(call.Value(s.Trim('{', '}'))) : s).Prepend(string.Empty));
        return (items, new Dictionary<string, string> { ["Link"] = $"<{Url(path)}?{query}>; rel=\"next\"" });
    }

    private static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    private static JsonObject UserJson(string login) => new()
    {
        ["login"] = login, ["id"] = Math.Abs((long)string.GetHashCode(login, StringComparison.Ordinal)), ["node_id"] = "U_" + login, ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
    };

    private JsonObject RepositoryJson() => new()
    {
        ["id"] = RepositoryId, ["node_id"] = "R_shop", ["name"] = Slug.Split('/')[1], ["full_name"] = Slug, ["owner"] = UserJson(Slug.Split('/')[0]),
        ["html_url"] = Web(string.Empty), ["default_branch"] = _options.Branch, ["private"] = false,
        ["allow_merge_commit"] = true, ["allow_squash_merge"] = true, ["allow_rebase_merge"] = true,
    };
}
