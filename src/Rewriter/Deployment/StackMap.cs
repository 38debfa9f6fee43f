using System.Collections;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>An immutable JSON object: keys in ordinal order, compared by content.</summary>
[JsonConverter(typeof(StackMapConverter))]
public sealed class StackMap : IReadOnlyCollection<KeyValuePair<string, StackValue>>, IEquatable<StackMap>
{
    private readonly ImmutableSortedDictionary<string, StackValue> _members;

    private StackMap(ImmutableSortedDictionary<string, StackValue> members) => _members = members;

    /// <summary>A map without members.</summary>
    public static StackMap Empty { get; } = new(ImmutableSortedDictionary.Create<string, StackValue>(StringComparer.Ordinal));

    /// <summary>The number of members.</summary>
    public int Count => _members.Count;

    /// <summary>The keys in ordinal order.</summary>
    public IEnumerable<string> Keys => _members.Keys;

    /// <summary>The value of a key; null where there is no such key.</summary>
    public StackValue? this[string key] => _members.GetValueOrDefault(key);

    /// <summary>A map of the given members; the last of equal keys wins.</summary>
    public static StackMap Of(params (string Key, StackValue Value)[] members) =>
        new(Empty._members.SetItems(members.Select(m => KeyValuePair.Create(m.Key, m.Value))));

    /// <summary>A map of the given members; the last of equal keys wins.</summary>
    public static StackMap From(IEnumerable<KeyValuePair<string, StackValue>> members) => new(Empty._members.SetItems(members));

    /// <summary>Whether there is such a key.</summary>
    public bool ContainsKey(string key) => _members.ContainsKey(key);

    /// <summary>The map with a key set.</summary>
    public StackMap With(string key, StackValue value) => new(_members.SetItem(key, value));

    /// <summary>The map without a key.</summary>
    public StackMap Without(string key) => new(_members.Remove(key));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, StackValue>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(StackMap? other) => other is not null && Count == other.Count && _members.SequenceEqual(other._members);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StackMap);

    /// <inheritdoc/>
    public override int GetHashCode() => _members.Aggregate(Count, (hash, member) => HashCode.Combine(hash, member.Key, member.Value));
}
