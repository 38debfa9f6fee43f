using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.TestServer;

/// <content>Workflows.</content>
public sealed partial class GitHubServer
{
    private readonly List<ServerRun> _runs = [];

    /// <summary>All runs, the oldest first.</summary>
    public IReadOnlyList<ServerRun> Runs => _runs;

    /// <summary>What happens to a run right after it was started; nothing where null.</summary>
    public Action<ServerRun>? OnDispatch { get; set; }

    /// <summary>The requests for logs; they go to another host, which must not see the token.</summary>
    public IReadOnlyList<RecordedRequest> LogRequests => [.. Requests.Where(r => r.Path.StartsWith("/logs/", StringComparison.Ordinal))];

    private Reply Dispatch(Call call)
    {
        var workflow = call.Value("workflow_id");
        if (!workflow.EndsWith(".yml", StringComparison.Ordinal) && !workflow.EndsWith(".yaml", StringComparison.Ordinal)) return Reply.NotFound;
        if (call.Body.ContainsKey("return_run_details") && !_options.ReturnsRunDetails) return Reply.Invalid("Invalid request. \"return_run_details\" is not a permitted key.");
        var run = new ServerRun
        {
            Id = NextId(), Workflow = workflow, Reference = call.Text("ref")!,
            Inputs = (call.Body["inputs"]?.AsObject() ?? []).ToDictionary(i => i.Key, i => i.Value!.GetValue<string>()),
        };
        _runs.Add(run);
        OnDispatch?.Invoke(run);
        return call.Body["return_run_details"]?.GetValue<bool>() == true
            ? new Reply(200, new JsonObject { ["workflow_run_id"] = run.Id, ["run_url"] = Url($"/repos/{Slug}/actions/runs/{run.Id}"), ["html_url"] = Web($"/actions/runs/{run.Id}") })
            : new Reply(204);
    }

    private Reply RunsReply(Call call)
    {
        var runs = _runs.Where(r => r.Workflow == call.Value("workflow_id") && r.Reference == call.Query.GetValueOrDefault("branch", r.Reference)).Reverse().ToList();
        var (page, headers) = Page(call, runs);
        return new Reply(200, new JsonObject { ["total_count"] = runs.Count, ["workflow_runs"] = Array(page.Select(RunJson)) }) { Headers = headers };
    }

    private Reply RunReply(Call call)
    {
        if (FindRun(call) is not { } run) return Reply.NotFound;
        if (run.EndsAfterReads is { } left)
        {
            run.EndsAfterReads = left - 1;
            if (left <= 0) (run.Status, run.Conclusion) = ("completed", run.Conclusion ?? "success");
        }

        return new Reply(200, RunJson(run));
    }

    private Reply JobsReply(Call call)
    {
        if (FindRun(call) is not { } run) return Reply.NotFound;
        var jobs = run.Jobs.Select((job, i) => new JsonObject { ["id"] = (run.Id * 100) + i, ["run_id"] = run.Id, ["name"] = job.Name, ["status"] = "completed", ["conclusion"] = job.Conclusion }).ToList();
        var (page, headers) = Page(call, jobs);
        return new Reply(200, new JsonObject { ["total_count"] = jobs.Count, ["jobs"] = Array(page) }) { Headers = headers };
    }

    private Reply LogReply(Call call) => new(302) { Headers = { ["Location"] = new Uri(_logs, "/logs/" + call.Value("job_id")).AbsoluteUri } };

    private Reply CancelRun(Call call)
    {
        if (FindRun(call) is not { } run) return Reply.NotFound;
        if (run.Status == "completed") return Reply.Failed(409, "Cannot cancel a workflow run that is completed.");
        (run.Status, run.Conclusion) = ("completed", "cancelled");
        return new Reply(202, new JsonObject());
    }

    private async Task SendLogAsync(HttpContext context)
    {
        var id = long.Parse(context.Request.Path.Value!.Split('/')[^1], CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(_runs.Single(r => r.Id == id / 100).Jobs[(int)(id % 100)].Log);
    }

    private ServerRun? FindRun(Call call) => _runs.Find(r => r.Id == call.Number("run_id"));

    private JsonObject RunJson(ServerRun r) => new()
    {
        ["id"] = r.Id, ["status"] = r.Status, ["conclusion"] = r.Conclusion, ["head_branch"] = r.Reference, ["event"] = "workflow_dispatch", ["html_url"] = Web($"/actions/runs/{r.Id}"),
    };
}
