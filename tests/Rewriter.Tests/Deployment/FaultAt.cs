using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

/// <summary>Throws at the n-th change (0-based) to cloud or state, or at those that a filter picks.</summary>
internal sealed class FaultAt(int at, Func<Exception> make, Func<string, bool>? filter = null) : IFaultInjector
{
    public List<string> Seen { get; } = [];

    public void Before(string operation, string subject)
    {
        if (filter is not null && !filter(operation)) return;
        Seen.Add(operation);
        if (Seen.Count - 1 == at) throw make();
    }
}
