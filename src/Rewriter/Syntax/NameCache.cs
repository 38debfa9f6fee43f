namespace Rewriter.Syntax;

/// <summary>
/// Gives the same string for the same characters, because a file says the same keys many times. Small and lossy: a
/// collision only costs another string.
/// </summary>
internal sealed class NameCache
{
    private const int Size = 256;
    private readonly string?[] _names = new string?[Size];

    public string Get(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return string.Empty;
        var slot = SlotOf(name);
        if (_names[slot] is { } known && name.SequenceEqual(known)) return known;
        return _names[slot] = name.ToString();
    }

    /// <summary>The same for characters that are a string already: theirs, or the one met before.</summary>
    public string Get(string name)
    {
        if (name.Length == 0) return string.Empty;
        ref var known = ref _names[SlotOf(name)];
        return known is not null && known == name ? known : known = name;
    }

    private static int SlotOf(ReadOnlySpan<char> name) =>
        (name.Length + (name[0] * 31) + (name[^1] * 17) + (name[name.Length / 2] * 7)) & (Size - 1);
}
