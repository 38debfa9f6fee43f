using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>What exists in the cloud, whatever the states believe.</summary>
public sealed record CloudSnapshot
{
    /// <summary>A cloud in which nothing exists.</summary>
    public static CloudSnapshot Empty { get; } = new();

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = EngineState.CurrentVersion;

    /// <summary>True where only what states of other tools hold is known: what is not here may exist all the same.</summary>
    [JsonIgnore]
    public bool IsPartial { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public long Serial { get; init; }

    /// <summary>The objects, ordered by type and id.</summary>
    public ImmutableArray<CloudObject> Objects { get; init; } = [];

    /// <summary>The entry points and how their traffic is shared, ordered by name.</summary>
    public ImmutableArray<TrafficSplit> EntryPoints { get; init; } = [];

    /// <summary>Ids that cannot be used again yet.</summary>
    public ImmutableArray<CloudTombstone> Tombstones { get; init; } = [];

    /// <summary>The object of an id; null where there is none.</summary>
    public CloudObject? Find(string type, string id) => Objects.FirstOrDefault(o => o.Id == id && o.Type == type);

    /// <summary>The cloud with an object put in, or put in the place of the one with its type and id.</summary>
    public CloudSnapshot With(CloudObject added) => this with
    {
        Objects = [.. Objects.Where(o => o.Id != added.Id || o.Type != added.Type).Append(added)
            .OrderBy(o => o.Type, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal)],
    };

    /// <summary>The cloud without an object.</summary>
    public CloudSnapshot Without(CloudObject gone) => this with { Objects = [.. Objects.Where(o => o.Id != gone.Id || o.Type != gone.Type)] };
}
