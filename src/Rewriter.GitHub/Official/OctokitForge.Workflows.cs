using Rewriter.Forges;

namespace Rewriter.GitHub.Official;

/// <content>Workflows.</content>
public sealed partial class OctokitForge
{
    /// <inheritdoc/>
    /// <remarks>Octokit does not ask for the run.</remarks>
    public Task<WorkflowRun> DispatchWorkflowAsync(string workflow, string reference, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken) =>
        _rest.DispatchWorkflowAsync(workflow, reference, inputs, cancellationToken);

    /// <inheritdoc/>
    public async Task<WorkflowRun> GetWorkflowRunAsync(long id, CancellationToken cancellationToken)
    {
        var run = await _client.Actions.Workflows.Runs.Get(_owner, _name, id).WaitAsync(cancellationToken);
        var (status, conclusion) = (run.Status.StringValue, run.Conclusion?.StringValue);
        return new WorkflowRun(run.Id, RestForge.StateOf(status, conclusion), status == "completed" ? conclusion : null, new Uri(run.HtmlUrl));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetFailedLogTailAsync(long id, int lines, CancellationToken cancellationToken)
    {
        var jobs = await _client.Actions.Workflows.Jobs.List(_owner, _name, id, new Octokit.WorkflowRunJobsRequest { Filter = Octokit.WorkflowRunJobsFilter.Latest }, Pages()).WaitAsync(cancellationToken);
        var tail = new List<string>();
        foreach (var job in jobs.Jobs.Where(j => RestForge.HasFailed(j.Conclusion?.StringValue)))
        {
            if (await OrNullAsync(() => _client.Actions.Workflows.Jobs.GetLogs(_owner, _name, job.Id), cancellationToken) is { } log) tail.AddRange(RestForge.TailOf(job.Name, log, lines));
        }

        return tail;
    }

    /// <inheritdoc/>
    public async Task CancelWorkflowRunAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            await _client.Actions.Workflows.Runs.Cancel(_owner, _name, id).WaitAsync(cancellationToken);
        }
        catch (ForgeException over) when (over.Status == System.Net.HttpStatusCode.Conflict)
        {
            // It is over already.
        }
    }
}
