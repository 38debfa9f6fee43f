using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>How the traffic of an entry point (a domain, a balancer) is shared among services.</summary>
/// <param name="EntryPoint">The entry point's name.</param>
/// <param name="Weights">The shares; they sum to 100.</param>
public sealed record TrafficSplit(string EntryPoint, ImmutableArray<TrafficWeight> Weights)
{
    /// <summary>The shares in one line: <c>orderflow-app=90 pult-app=10</c>.</summary>
    public override string ToString() => string.Join(' ', Weights.Select(w => $"{w.Service}={w.Percent}"));

    /// <inheritdoc/>
    public bool Equals(TrafficSplit? other) => other is not null && EntryPoint == other.EntryPoint && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EntryPoint, Weights.Length);
}
