using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.GitHub.Http;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub;

/// <content>Workflows.</content>
public sealed partial class RestForge
{
    private const string NeedsActions = "actions=write";
    private static readonly TimeSpan RunSearchInterval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<WorkflowRun> DispatchWorkflowAsync(string workflow, string reference, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        // GitHub's ids grow; what is newer than the newest run now was started afterwards.
        var last = (await RunsAsync(workflow, reference, cancellationToken)).Select(r => r.Id).DefaultIfEmpty(0).Max();
        var request = Dispatch(workflow, new DispatchDto(reference, inputs, ReturnRunDetails: true));
        ForgeException? lost = null;
        try
        {
            var answer = await _transport.SendAsync(request, cancellationToken, HttpStatusCode.UnprocessableEntity);

            // A server that does not know the field may refuse it; what else it refuses, it refuses again.
            if (!answer.IsSuccess) answer = await _transport.SendAsync(Dispatch(workflow, new DispatchDto(reference, inputs, null)), cancellationToken);
            if (_transport.IsDryRun) return new WorkflowRun(PlannedObjects.Number, CheckState.Pending, null, (await RepositoryAsync(cancellationToken)).HtmlUrl);
            if (answer.Body.Length > 0) return await GetWorkflowRunAsync(GitHubTransport.Read(request, answer, GitHubJson.Default.DispatchedDto).WorkflowRunId, cancellationToken);
        }
        catch (ForgeException failure) when (failure.Is(Descriptors.ForgeNoAnswer))
        {
            lost = failure;
        }

        return await FindRunAsync(workflow, reference, last, cancellationToken)
            ?? throw lost ?? Failures.Unexpected(request.ToString(), HttpStatusCode.NoContent, $"no run of '{workflow}' on '{reference}' came up within {_transport.Options.RunSearchTimeout.TotalSeconds} s");
    }

    /// <inheritdoc/>
    public async Task<WorkflowRun> GetWorkflowRunAsync(long id, CancellationToken cancellationToken) =>
        RunOf(await _transport.ReadAsync(_transport.Repository($"/actions/runs/{id}") with { Needs = "actions=read" }, GitHubJson.Default.WorkflowRunDto, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetFailedLogTailAsync(long id, int lines, CancellationToken cancellationToken)
    {
        var request = _transport.Repository($"/actions/runs/{id}/jobs?filter=latest") with { Needs = "actions=read" };
        var jobs = await _transport.ReadAllAsync(request, GitHubJson.Default.JobsDto, page => page.Jobs, cancellationToken);
        var tail = new List<string>();
        foreach (var job in jobs.Where(j => HasFailed(j.Conclusion)))
        {
            var answer = await _transport.SendAsync(_transport.Repository($"/actions/jobs/{job.Id}/logs") with { Needs = "actions=read" }, cancellationToken, HttpStatusCode.NotFound, HttpStatusCode.Gone);
            if (answer.IsSuccess) tail.AddRange(TailOf(job.Name, Encoding.UTF8.GetString(answer.Body), lines));
        }

        return tail;
    }

    /// <inheritdoc/>
    public async Task CancelWorkflowRunAsync(long id, CancellationToken cancellationToken)
    {
        var request = _transport.Repository($"/actions/runs/{id}/cancel") with { Method = HttpMethod.Post, IsWrite = true, IsRepeatable = true, Needs = NeedsActions };
        await _transport.SendAsync(request, cancellationToken, HttpStatusCode.Conflict);
    }

    internal static bool HasFailed(string? conclusion) => conclusion is "failure" or "timed_out" or "startup_failure";

    internal static IEnumerable<string> TailOf(string job, string log, int lines) =>
        log.Split('\n').Select(l => LogStamp().Replace(l.TrimEnd('\r').TrimStart('\uFEFF'), string.Empty)).Where(l => l.Length > 0).TakeLast(lines).Select(l => $"{job}: {l}");

    private GitHubRequest Dispatch(string workflow, DispatchDto body) =>
        _transport.Repository(HttpMethod.Post, $"/actions/workflows/{Uri.EscapeDataString(workflow)}/dispatches", body, GitHubJson.Default.DispatchDto) with { Needs = NeedsActions };

    private async Task<WorkflowRun?> FindRunAsync(string workflow, string reference, long last, CancellationToken cancellationToken)
    {
        var end = _transport.Time.GetUtcNow() + _transport.Options.RunSearchTimeout;
        while (true)
        {
            var newest = (await RunsAsync(workflow, reference, cancellationToken)).MaxBy(r => r.Id);
            if (newest is not null && newest.Id > last) return RunOf(newest);
            if (_transport.Time.GetUtcNow() + RunSearchInterval > end) return null;
            await Task.Delay(RunSearchInterval, _transport.Time, cancellationToken);
        }
    }

    // The newest come first, and one page holds more than can start at once.
    private async Task<WorkflowRunDto[]> RunsAsync(string workflow, string reference, CancellationToken cancellationToken)
    {
        var request = _transport.Repository($"/actions/workflows/{Uri.EscapeDataString(workflow)}/runs?event=workflow_dispatch&branch={Uri.EscapeDataString(reference)}&per_page=20");
        return (await _transport.ReadAsync(request with { Needs = "actions=read" }, GitHubJson.Default.WorkflowRunsDto, cancellationToken)).WorkflowRuns;
    }

    private static WorkflowRun RunOf(WorkflowRunDto run) => new(run.Id, StateOf(run.Status, run.Conclusion), run.Status == "completed" ? run.Conclusion : null, run.HtmlUrl);

    // Each line of a log begins with its time: 2024-05-01T08:00:00.0000000Z
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z ")]
    private static partial Regex LogStamp();
}
