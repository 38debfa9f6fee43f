namespace Rewriter.Syntax;

/// <summary>
/// What is known of names. Most texts are one line of a recipe and have a few names; a list serves these without the
/// cost of a dictionary, which only longer texts get. Of these the names met last are at hand without a hash of their own.
/// </summary>
internal struct NameTable<T>
    where T : class
{
    private const int MaxList = 6;
    private const int RecentSize = 64;
    private Node? _list;
    private int _count;
    private Dictionary<string, T>? _many;
    private Recent[]? _recent;

    /// <summary>What is known of a name; null for nothing.</summary>
    public readonly T? Find(ReadOnlySpan<char> name)
    {
        if (_recent is not null) return FindAmongMany(name);
        for (var node = _list; node is not null; node = node.Next)
        {
            if (name.SequenceEqual(node.Name)) return node.Value;
        }

        return null;
    }

    /// <summary>Notes down what is known of a name that was not found.</summary>
    public T Add(string name, T value)
    {
        if (_many is null && _count < MaxList)
        {
            _list = new Node(name, value, _list);
            _count++;
            return value;
        }

        if (_many is null)
        {
            _many = new Dictionary<string, T>(StringComparer.Ordinal);
            _recent = new Recent[RecentSize];
            for (var node = _list; node is not null; node = node.Next) _many[node.Name] = node.Value;
        }

        _recent![SlotOf(name)] = new Recent(name, value);
        return _many[name] = value;
    }

    private readonly T? FindAmongMany(ReadOnlySpan<char> name)
    {
        ref var recent = ref _recent![SlotOf(name)];
        if (recent.Name is not null && name.SequenceEqual(recent.Name)) return recent.Value;
        if (!_many!.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known, out var value)) return null;
        recent = new Recent(known, value);
        return value;
    }

    private static int SlotOf(ReadOnlySpan<char> name) =>
        name.IsEmpty ? 0 : ((name.Length * 5) + (name[0] * 31) + (name[^1] * 17) + (name[name.Length / 2] * 7)) & (RecentSize - 1);

    private sealed record Node(string Name, T Value, Node? Next);

    private readonly record struct Recent(string Name, T Value);
}
