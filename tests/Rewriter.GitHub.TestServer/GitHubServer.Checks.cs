using System.Text.Json.Nodes;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.TestServer;

/// <content>Check runs and statuses.</content>
public sealed partial class GitHubServer
{
    private readonly List<ServerCheck> _checks = [];

    /// <summary>All check runs and statuses, the oldest first.</summary>
    public IReadOnlyList<ServerCheck> Checks => _checks;

    /// <summary>Another App reports a check run.</summary>
    public void Report(string sha, string name, string status, string? conclusion) => _checks.Add(new ServerCheck(NextId(), true, sha, name, status, conclusion, null));

    /// <summary>Somebody sets a status: <c>success</c>, <c>pending</c>, <c>failure</c>, <c>error</c>.</summary>
    public void SetStatus(string sha, string context, string state) => _checks.Add(new ServerCheck(NextId(), false, sha, context, state, null, null));

    private Reply CheckRunsReply(Call call)
    {
        var runs = _checks.Where(c => c.IsRun && c.Sha == call.Value("ref")).ToList();
        var (page, headers) = Page(call, call.Query.GetValueOrDefault("filter", "latest") == "all" ? runs : Newest(runs));
        return new Reply(200, new JsonObject { ["total_count"] = runs.Count, ["check_runs"] = Array(page.Select(RunJson)) }) { Headers = headers };
    }

    private Reply StatusReply(Call call)
    {
        var statuses = Newest(_checks.Where(c => !c.IsRun && c.Sha == call.Value("ref")));
        var (page, headers) = Page(call, statuses);
        var state = statuses.Any(s => s.Status is "failure" or "error") ? "failure" : statuses.All(s => s.Status == "success") && statuses.Count > 0 ? "success" : "pending";
        return new Reply(200, new JsonObject
        {
            ["state"] = state, ["sha"] = call.Value("ref"), ["total_count"] = statuses.Count,
            ["statuses"] = Array(page.Select(StatusJson)),
        }) { Headers = headers };
    }

    private Reply StatusesReply(Call call)
    {
        var (page, headers) = Page(call, _checks.Where(c => !c.IsRun && c.Sha == call.Value("ref")).Reverse().ToList());
        return new Reply(200, Array(page.Select(StatusJson))) { Headers = headers };
    }

    private async Task<Reply> CreateCheckRunAsync(Call call)
    {
        if (call.Identity.Kind == IdentityKind.Personal) return Reply.Failed(403, "You must authenticate via a GitHub App.");
        if (!await Git.HasAsync(call.Text("head_sha")!, "commit")) return Reply.Invalid($"No commit found for SHA: {call.Text("head_sha")}");
        if (call.Text("status") == "completed" && call.Text("conclusion") is null) return Reply.Invalid("Invalid request. 'conclusion' is required.");
        var run = new ServerCheck(NextId(), true, call.Text("head_sha")!, call.Text("name")!, call.Text("status") ?? "queued", call.Text("conclusion"), call.Body["output"]?["title"]?.GetValue<string>());
        _checks.Add(run);
        Annotate(run, call);
        return new Reply(201, RunJson(run));
    }

    private Reply ChangeCheckRun(Call call)
    {
        if (call.Identity.Kind == IdentityKind.Personal) return Reply.Failed(403, "You must authenticate via a GitHub App.");
        if (_checks.Find(c => c.Id == call.Number("check_run_id")) is not { } run) return Reply.NotFound;
        Annotate(run, call);
        return new Reply(200, RunJson(run));
    }

    private async Task<Reply> CreateStatusAsync(Call call)
    {
        if (!await Git.HasAsync(call.Value("sha"), "commit")) return Reply.Invalid($"No commit found for SHA: {call.Value("sha")}");
        if (call.Text("description")?.Length > 140) return Reply.Invalid("Validation Failed", "Status", "description", "too_long");
        var status = new ServerCheck(NextId(), false, call.Value("sha"), call.Text("context") ?? "default", call.Text("state")!, null, call.Text("description"));
        _checks.Add(status);
        return new Reply(201, StatusJson(status));
    }

    private static void Annotate(ServerCheck run, Call call) => run.Annotations.AddRange((call.Body["output"]?["annotations"]?.AsArray() ?? []).Select(a => a!.DeepClone().AsObject()));

    private static List<ServerCheck> Newest(IEnumerable<ServerCheck> checks) => [.. checks.GroupBy(c => c.Name).Select(g => g.Last())];

    private JsonObject StatusJson(ServerCheck s) => new() { ["id"] = s.Id, ["state"] = s.Status, ["context"] = s.Name, ["description"] = s.Title, ["target_url"] = Web("/status") };

    private JsonObject RunJson(ServerCheck c) => new()
    {
        ["id"] = c.Id, ["name"] = c.Name, ["head_sha"] = c.Sha, ["status"] = c.Status, ["conclusion"] = c.Conclusion, ["html_url"] = Web($"/runs/{c.Id}"),
        ["output"] = new JsonObject { ["title"] = c.Title, ["annotations_count"] = c.Annotations.Count },
    };
}
