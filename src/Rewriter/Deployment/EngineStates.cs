using System.Security.Cryptography;
using System.Text;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>Rules about states that every store keeps.</summary>
internal static class EngineStates
{
    /// <summary>
    /// A new, empty state. Its lineage follows from the key and the cloud's serial, so that a phase simulated on a copy
    /// and the phase itself agree, and a state made again later does not.
    /// </summary>
    public static EngineState Begin(string key, CloudSnapshot cloud)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{cloud.Serial}"));
        return new EngineState { Key = key, Lineage = new Guid(hash.AsSpan(0, 16)).ToString("D") };
    }

    /// <summary>Throws where a state is not one that may follow the one that is kept.</summary>
    public static void RequireSuccessor(EngineState? kept, EngineState next)
    {
        if (kept is null) return;
        if (kept.Lineage != next.Lineage)
            throw new EngineStoreException(Descriptors.StateMismatch.Failure(next.Key, $"the state '{next.Key}' has the lineage {kept.Lineage}; one of lineage {next.Lineage} must not overwrite it"));
        if (kept.Serial > next.Serial)
            throw new EngineStoreException(Descriptors.StateMismatch.Failure(next.Key, $"the state '{next.Key}' has the serial {kept.Serial}; the older {next.Serial} must not overwrite it"));
    }

    /// <summary>The state as it is if what was begun is looked up in the cloud: done where the cloud shows it, else not.</summary>
    public static EngineState Recovered(EngineState state, CloudSnapshot cloud)
    {
        if (state.Pending is not { } pending) return state;
        var settled = state with { Pending = null };
        if (pending.After is null) return pending.Before is { } gone && cloud.Find(gone.Type, gone.Id) is null ? settled.With(gone, null) : settled;
        var exists = cloud.Find(pending.After.Type, pending.After.Id);
        var done = exists is not null && (pending.Action == CanonicalAction.Create || exists.Attributes.Equals(pending.After.Inputs));
        return done ? settled.With(pending.Before, pending.After) : settled;
    }
}
