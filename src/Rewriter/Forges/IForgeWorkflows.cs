namespace Rewriter.Forges;

/// <summary>Workflows that are started from outside.</summary>
public interface IForgeWorkflows
{
    /// <summary>
    /// Starts a workflow and finds its run. It is never started a second time by itself: where the answer was lost and no
    /// run is found, this fails, because a second promotion can be worse than none.
    /// </summary>
    /// <param name="workflow">The workflow's file name: <c>promote-prod.yaml</c>.</param>
    /// <param name="reference">The branch or tag on which it runs.</param>
    /// <param name="inputs">Its inputs, 25 at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<WorkflowRun> DispatchWorkflowAsync(string workflow, string reference, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken);

    /// <summary>A run as it is now.</summary>
    Task<WorkflowRun> GetWorkflowRunAsync(long id, CancellationToken cancellationToken);

    /// <summary>
    /// The last lines of the log of each failed job of a run, oldest first, each with the job's name before it; empty
    /// where there are none, or where the forge no longer has them.
    /// </summary>
    Task<IReadOnlyList<string>> GetFailedLogTailAsync(long id, int lines, CancellationToken cancellationToken);

    /// <summary>Asks a run to stop; one that is over stays as it is.</summary>
    Task CancelWorkflowRunAsync(long id, CancellationToken cancellationToken);
}
