namespace Rewriter.Forges;

/// <summary>Workflows that are started from outside.</summary>
public interface IForgeWorkflows
{
    /// <summary>Starts a workflow and finds its run.</summary>
    /// <param name="workflow">The workflow's file name: <c>promote-prod.yaml</c>.</param>
    /// <param name="reference">The branch or tag on which it runs.</param>
    /// <param name="inputs">Its inputs, 25 at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<WorkflowRun> DispatchWorkflowAsync(string workflow, string reference, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken);

    /// <summary>A run as it is now.</summary>
    Task<WorkflowRun> GetWorkflowRunAsync(long id, CancellationToken cancellationToken);

    /// <summary>The last lines of the logs of a run's failed jobs, oldest first; empty where there are none.</summary>
    Task<IReadOnlyList<string>> GetFailedLogTailAsync(long id, int lines, CancellationToken cancellationToken);

    /// <summary>Asks a run to stop.</summary>
    Task CancelWorkflowRunAsync(long id, CancellationToken cancellationToken);
}
