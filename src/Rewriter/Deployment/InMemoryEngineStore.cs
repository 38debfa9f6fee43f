using System.Collections.Immutable;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>States and cloud in memory: for tests, and for planning a whole phase on a copy of what is real.</summary>
public sealed class InMemoryEngineStore : IEngineStore
{
    private readonly Dictionary<string, EngineState> _states = new(StringComparer.Ordinal);
    private CloudSnapshot _cloud = CloudSnapshot.Empty;
    private int _locked;

    /// <summary>A store that holds what another holds now; changing the one leaves the other as it is.</summary>
    public static InMemoryEngineStore CopyOf(IEngineStore other)
    {
        var copy = new InMemoryEngineStore { _cloud = other.LoadCloud() };
        foreach (var key in other.StateKeys()) copy._states[key] = other.LoadState(key)!;
        return copy;
    }

    /// <inheritdoc/>
    public ImmutableArray<string> StateKeys() => [.. _states.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public EngineState? LoadState(string key)
    {
        Deployment.StateKeys.Require(key);
        return _states.GetValueOrDefault(key);
    }

    /// <inheritdoc/>
    public void SaveState(EngineState state)
    {
        Deployment.StateKeys.Require(state.Key);
        EngineStates.RequireSuccessor(_states.GetValueOrDefault(state.Key), state);
        _states[state.Key] = state;
    }

    /// <inheritdoc/>
    public void DropState(string key) => _states.Remove(key);

    /// <inheritdoc/>
    public CloudSnapshot LoadCloud() => _cloud;

    /// <inheritdoc/>
    public void SaveCloud(CloudSnapshot cloud) => _cloud = cloud;

    /// <inheritdoc/>
    public IDisposable Lock() => Interlocked.Exchange(ref _locked, 1) == 0
        ? new Release(this)
        : throw new EngineStoreException(Descriptors.StoreLocked.Failure(null, "the states in memory"));

    private sealed class Release(InMemoryEngineStore store) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref store._locked, 0);
    }
}
