using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>What a tool believes to exist, under one key.</summary>
public sealed record EngineState
{
    /// <summary>The version of the format.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format in which the state was written.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The key: <c>orderflow/prod</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Names the state for its whole life; two states of one key that were made apart have two lineages.</summary>
    public required string Lineage { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public long Serial { get; init; }

    /// <summary>True where it is the state of another tool, whose resources show what their providers computed, too. Such a one is never kept.</summary>
    [JsonIgnore]
    public bool IsForeign { get; init; }

    /// <summary>The change that was begun and not recorded as done; null where there is none.</summary>
    public PendingOperation? Pending { get; init; }

    /// <summary>The resources, ordered by address.</summary>
    public ImmutableArray<ResourceState> Resources { get; init; } = [];

    /// <summary>The resource of an address; null where there is none.</summary>
    public ResourceState? Find(string address) => Resources.FirstOrDefault(r => r.Address == address);

    /// <summary>The state with one entry taken out, if its address still holds that object, and one put in; either may be null.</summary>
    public EngineState With(ResourceState? remove, ResourceState? add)
    {
        var kept = Resources.Where(r => (r.Address != remove?.Address || r.Id != remove.Id) && r.Address != add?.Address);
        var all = add is null ? kept : kept.Append(add);
        return this with { Resources = [.. all.OrderBy(r => r.Address, StringComparer.Ordinal)] };
    }
}
