using Rewriter.Deployment;

namespace Rewriter.EngineContract;

/// <summary>Keeps what an engine tells while it works.</summary>
public sealed class Recorder(Action<DeploymentEvent>? onEvent = null) : IProgress<DeploymentEvent>
{
    private readonly List<DeploymentEvent> _seen = [];

    public IReadOnlyList<DeploymentEvent> Seen => _seen;

    public void Report(DeploymentEvent value)
    {
        _seen.Add(value);
        onEvent?.Invoke(value);
    }
}
