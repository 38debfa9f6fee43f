using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>Where the embedded engine keeps states and cloud.</summary>
public interface IEngineStore
{
    /// <summary>The keys of all states, in ordinal order.</summary>
    ImmutableArray<string> StateKeys();

    /// <summary>The state of a key; null where there is none.</summary>
    /// <exception cref="EngineStoreException">The state cannot be read.</exception>
    EngineState? LoadState(string key);

    /// <summary>Keeps a state; the one before it is kept as a backup where the serial grows.</summary>
    /// <exception cref="EngineStoreException">The state kept now has another lineage or a higher serial, or nothing can be written.</exception>
    void SaveState(EngineState state);

    /// <summary>Drops a state of no resources, keeping a backup; nothing happens where there is none.</summary>
    void DropState(string key);

    /// <summary>What exists in the cloud; an empty cloud where nothing was ever kept.</summary>
    /// <exception cref="EngineStoreException">The cloud cannot be read.</exception>
    CloudSnapshot LoadCloud();

    /// <summary>Keeps what exists in the cloud.</summary>
    void SaveCloud(CloudSnapshot cloud);

    /// <summary>Keeps others out until the result is disposed or the process ends.</summary>
    /// <exception cref="EngineStoreException">Another holds the lock.</exception>
    IDisposable Lock();
}
