using Microsoft.Extensions.Logging;

namespace Rewriter.Bot.Server;

/// <summary>Work in the background: one thing at a time for a repository, in the order in which it came.</summary>
/// <param name="log">Takes what fails.</param>
public sealed partial class RepositoryQueue(ILogger log) : IAsyncDisposable
{
    private const int MaxWaiting = 256;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stop = new();
    private int _waiting;

    /// <summary>Adds work; false where too much waits.</summary>
    public bool TryAdd(string repository, Func<CancellationToken, Task> work)
    {
        lock (_gate)
        {
            if (_waiting >= MaxWaiting || _stop.IsCancellationRequested) return false;
            _waiting++;
            var before = _last.GetValueOrDefault(repository, Task.CompletedTask);
            _last[repository] = Task.Run(() => RunAsync(before, repository, work));
            return true;
        }
    }

    /// <summary>Stops what runs, and waits until it has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] running;
        lock (_gate) running = [.. _last.Values];
        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private async Task RunAsync(Task before, string repository, Func<CancellationToken, Task> work)
    {
        await before;
        try
        {
            if (!_stop.IsCancellationRequested) await work(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It was told to stop; what was begun is in the ledger of the clone.
        }
#pragma warning disable CA1031 // One repository's failure must not end the server for all others.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            WorkFailed(repository, failure.Message);
        }
        finally
        {
            lock (_gate) _waiting--;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Repository}: {Failure}")]
    private partial void WorkFailed(string repository, string failure);

}
