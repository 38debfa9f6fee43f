using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>Turns what an engine's program throws into what the port promises: outcomes, failures, and cancellation.</summary>
public static class DeploymentGuard
{
    /// <summary>Work that changes something: it ends with an outcome, also where it was cancelled.</summary>
    public static async Task<DeploymentOutcome> ChangeAsync(Func<Task<DeploymentOutcome>> work)
    {
        try
        {
            return await work();
        }
        catch (DeploymentException failed)
        {
            return new DeploymentOutcome { Status = failed.IsCancelled ? DeploymentStatus.Cancelled : failed.HasBegun ? DeploymentStatus.Failed : DeploymentStatus.Refused, Failure = failed.Failure };
        }
        catch (OperationCanceledException)
        {
            return new DeploymentOutcome { Status = DeploymentStatus.Cancelled, Failure = Descriptors.DeploymentCancelled.Failure(null, 0, 0) };
        }
    }

    /// <summary>Work that only looks.</summary>
    /// <param name="work">The work.</param>
    /// <param name="failed">What is told where it failed.</param>
    /// <param name="cancellationToken">What may have cancelled it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<T> LookAsync<T>(Func<Task<T>> work, Func<DeploymentFailure, T> failed, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (DeploymentException stopped)
        {
            if (stopped.IsCancelled) throw new OperationCanceledException(stopped.Message, stopped, cancellationToken);
            return failed(stopped.Failure);
        }
    }
}
