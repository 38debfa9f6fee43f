namespace Rewriter.Syntax;

/// <summary>
/// What is known of names. Most texts are one line of a recipe and have a few names; a list serves these without the
/// cost of a dictionary, which only longer texts get.
/// </summary>
internal struct NameTable<T>
    where T : class
{
    private const int MaxList = 6;
    private Node? _list;
    private int _count;
    private Dictionary<string, T>? _many;

    /// <summary>What is known of a name; null for nothing.</summary>
    public readonly T? Find(ReadOnlySpan<char> name)
    {
        if (_many is not null) return _many.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value) ? value : null;
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
            for (var node = _list; node is not null; node = node.Next) _many[node.Name] = node.Value;
        }

        return _many[name] = value;
    }

    private sealed record Node(string Name, T Value, Node? Next);
}
