namespace Rewriter.Deployment;

/// <summary>Breaks nothing.</summary>
internal sealed class NoFaults : IFaultInjector
{
    public static NoFaults Instance { get; } = new();

    public void Before(string operation, string subject)
    {
    }
}
