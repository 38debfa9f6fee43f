using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>
/// A store that shows states of other tools among the engine's own, and what exists as far as they tell. It cannot be
/// written: what would be applied here would be true of no cloud.
/// </summary>
/// <param name="own">The engine's own states and cloud.</param>
/// <param name="foreign">The states of other tools; they stand in the place of own ones with their keys. Asked for once.</param>
/// <param name="refusal">Why nothing is written.</param>
public sealed class ReadOnlyEngineStore(IEngineStore own, Func<IReadOnlyCollection<EngineState>> foreign, DeploymentFailure refusal) : IEngineStore
{
    private readonly Lazy<ImmutableSortedDictionary<string, EngineState>> _foreign = new(() => foreign().ToImmutableSortedDictionary(s => s.Key, s => s, StringComparer.Ordinal));

    private CloudSnapshot? _cloud;

    /// <inheritdoc/>
    public ImmutableArray<string> StateKeys() => [.. own.StateKeys().Union(_foreign.Value.Keys).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public EngineState? LoadState(string key) => _foreign.Value.GetValueOrDefault(key) ?? own.LoadState(key);

    /// <inheritdoc/>
    public CloudSnapshot LoadCloud() => _cloud ??= ForeignStates.CloudOf(own.LoadCloud(), _foreign.Value.Values);

    /// <inheritdoc/>
    public void SaveState(EngineState state) => throw new EngineStoreException(refusal);

    /// <inheritdoc/>
    public void DropState(string key) => throw new EngineStoreException(refusal);

    /// <inheritdoc/>
    public void SaveCloud(CloudSnapshot cloud) => throw new EngineStoreException(refusal);

    /// <inheritdoc/>
    public IDisposable Lock() => throw new EngineStoreException(refusal);
}
