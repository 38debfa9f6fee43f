using Xunit.Sdk;

namespace Rewriter.EngineContract;

/// <summary>A sentence of the contract; skipped, with the reason, where the engine of the class cannot run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Rewriter.EngineContract.EngineFactDiscoverer", "Rewriter.EngineContract")]
public sealed class EngineFactAttribute : FactAttribute
{
    /// <summary>Whether the test looks at objects apart from the state.</summary>
    public bool NeedsCloud { get; set; }
}
