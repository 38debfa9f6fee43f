namespace Rewriter.Scanning;

/// <summary>Does numbered pieces of work with a few threads.</summary>
internal static class Workers
{
    /// <param name="threads">How many threads; one a processor where 0.</param>
    /// <param name="count">How many pieces.</param>
    /// <param name="makeWorker">Makes what one thread does with the number of a piece.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static void Run(int threads, int count, Func<Action<int>> makeWorker, CancellationToken cancellation)
    {
        var next = -1;
        Exception? failure = null;
        var others = Enumerable.Range(1, Math.Max(0, Math.Min(threads > 0 ? threads : Environment.ProcessorCount, count) - 1)).Select(_ => new Thread(Work) { IsBackground = true }).ToArray();
        foreach (var thread in others) thread.Start();
        Work();
        foreach (var thread in others) thread.Join();
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);

        void Work()
        {
            try
            {
                var worker = makeWorker();
                for (var i = Interlocked.Increment(ref next); i < count && failure is null && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref next)) worker(i);
            }
            catch (Exception e)
            {
                // Thrown by the thread that began the work.
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }
    }
}
