using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What a state holds, before a phase or after it.</summary>
/// <param name="Key">The state's key.</param>
/// <param name="Resources">Its resources, ordered by address.</param>
public sealed record StatePicture(string Key, ImmutableArray<PicturedResource> Resources)
{
    /// <summary>The states before and after some changes.</summary>
    /// <param name="states">The states as they are.</param>
    /// <param name="changes">The changes with the keys of their states, in their order.</param>
    public static (ImmutableArray<StatePicture> Before, ImmutableArray<StatePicture> After) Around(IEnumerable<EngineState> states, IEnumerable<(string StateKey, ResourceChange Change)> changes)
    {
        var before = states.ToDictionary(s => s.Key, s => s.Resources.ToDictionary(r => r.Address, Picture, StringComparer.Ordinal), StringComparer.Ordinal);
        var after = before.ToDictionary(s => s.Key, s => new Dictionary<string, PicturedResource>(s.Value, StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (key, change) in changes.Where(c => c.Change.Action != CanonicalAction.NoOp))
        {
            if (!after.TryGetValue(key, out var held)) after[key] = held = new(StringComparer.Ordinal);
            var old = change.PreviousAddress ?? change.Address;
            held.Remove(old);
            if (before.TryGetValue(key, out var known) && known.TryGetValue(old, out var was)) known[old] = was with { Action = change.Action };
            if (change.Action is not (CanonicalAction.Delete or CanonicalAction.Forget))
                held[change.Address] = new PicturedResource(change.Address, change.Type, NameOf(change.Type, change.After, change.NewPhysicalId), change.Action);
        }

        return (Ordered(before), Ordered(after));
    }

    private static PicturedResource Picture(ResourceState resource) => new(resource.Address, resource.Type, NameOf(resource.Type, resource.Inputs, resource.Id), CanonicalAction.NoOp);

    // The id of a type that is not known can be anything, such as a random number.
    private static string? NameOf(string type, StackMap inputs, string? id) =>
        ResourceTypeCatalog.Find(type) is not { } schema ? null : schema.NameOf(inputs) ?? id?[(id.LastIndexOf('/') + 1)..];

    private static ImmutableArray<StatePicture> Ordered(Dictionary<string, Dictionary<string, PicturedResource>> states) =>
        [.. states.Where(s => s.Value.Count > 0).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new StatePicture(s.Key, [.. s.Value.Values.OrderBy(r => r.Address, StringComparer.Ordinal)]))];
}
