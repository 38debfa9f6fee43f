using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Migrations.Planning;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>The embedded engine over the files below <c>.rewrite/engine</c>.</summary>
/// <param name="store">States and cloud.</param>
/// <param name="time">The clock.</param>
/// <param name="faults">What goes wrong in earnest, for tests; a plan never fails on purpose.</param>
public sealed class EmbeddedEngineHost(IEngineStore store, TimeProvider time, IFaultInjector? faults = null) : IEngineHost
{
    /// <inheritdoc/>
    public string Id => "embedded";

    /// <inheritdoc/>
    public bool TouchesOutside => false;

    /// <inheritdoc/>
    public bool RehearsesUndo => true;

    /// <inheritdoc/>
    public Diagnostic? ApplyRefusal { get; init; }

    /// <summary>Gives what people ought to know of the files that the store reads.</summary>
    public Func<ImmutableArray<FileMention>> FoundInFiles { get; init; } = static () => [];

    /// <inheritdoc/>
    public ImmutableArray<FileMention> Mentions() => FoundInFiles();

    /// <inheritdoc/>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Real() => Over(store, faults);

    /// <inheritdoc/>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation(OverlayWorkspace files) => Over(InMemoryEngineStore.CopyOf(store), null);

    /// <inheritdoc/>
    public ImmutableArray<EngineState> States() => [.. store.StateKeys().Select(k => store.LoadState(k)).OfType<EngineState>()];

    /// <inheritdoc/>
    public CloudSnapshot? CloudNow() => store.LoadCloud();

    private (IDeploymentEngine Engine, ICloudOperations Cloud) Over(IEngineStore used, IFaultInjector? injected)
    {
        var engine = new EmbeddedEngine(used, time, injected);
        return (engine, engine);
    }
}
