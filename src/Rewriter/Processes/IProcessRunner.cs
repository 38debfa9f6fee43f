namespace Rewriter.Processes;

/// <summary>Runs programs; no shell is involved.</summary>
public interface IProcessRunner
{
    /// <summary>
    /// Runs a program to its end. Cancelling or the timeout interrupts it first and kills it after the grace period; the
    /// result says so, no exception is thrown.
    /// </summary>
    /// <param name="request">What to run.</param>
    /// <param name="onOutputLine">Takes each line of the standard output when it comes; null where nobody waits for it.</param>
    /// <param name="cancellationToken">Interrupts the program.</param>
    /// <exception cref="ProgramMissingException">There is no such program.</exception>
    Task<ProcessResult> RunAsync(ProcessRequest request, Action<string>? onOutputLine, CancellationToken cancellationToken);
}
