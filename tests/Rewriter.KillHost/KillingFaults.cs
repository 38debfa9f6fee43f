using Rewriter.Deployment;

namespace Rewriter.KillHost;

/// <summary>Dies before the n-th change of the embedded engine's state or cloud.</summary>
internal sealed class KillingFaults(WriteCounter counter) : IFaultInjector
{
    public void Before(string operation, string subject) => counter.Point();
}
