using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Migrations.Planning;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>One engine with several configurations: each stack has a host of its own, made when it is first needed.</summary>
/// <param name="id">The engine's id.</param>
/// <param name="hosts">The hosts by the keys of the states that they keep.</param>
public sealed class RoutedEngineHost(string id, ImmutableSortedDictionary<string, Lazy<IEngineHost>> hosts) : IEngineHost
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public bool TouchesOutside => true;

    /// <inheritdoc/>
    public bool RehearsesUndo => false;

    /// <inheritdoc/>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Real() => Over(h => h.Real().Engine);

    /// <inheritdoc/>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation(OverlayWorkspace files) => Over(h => h.Simulation(files).Engine);

    /// <inheritdoc/>
    public ImmutableArray<EngineState> States() => [.. hosts.Values.Distinct().SelectMany(h => h.Value.States()).OrderBy(s => s.Key, StringComparer.Ordinal)];

    /// <summary>Null: what exists outside of the states is not asked.</summary>
    public CloudSnapshot? CloudNow() => null;

    // A simulation remembers what it has played, so each host gives one engine for all its states.
    private (IDeploymentEngine Engine, ICloudOperations Cloud) Over(Func<IEngineHost, IDeploymentEngine> make)
    {
        var made = new Dictionary<Lazy<IEngineHost>, IDeploymentEngine>();
        var engine = new RoutedEngine(id, key =>
        {
            if (!hosts.TryGetValue(key, out var host)) return null;
            if (!made.TryGetValue(host, out var its)) made[host] = its = make(host.Value);
            return its;
        });
        return (engine, new NoCloudOperations(id));
    }
}
