namespace Rewriter.Syntax.Hcl;

/// <summary>Keeps one string for each name of a text: the same few words stand in a configuration again and again.</summary>
internal sealed class HclNames
{
    private readonly string?[] _slots = new string?[512];

    public string Get(ReadOnlySpan<char> name)
    {
        var hash = (uint)name.Length;
        foreach (var c in name) hash = (hash * 31) + c;
        ref var slot = ref _slots[(hash ^ (hash >> 9)) & 511];
        if (slot is not null && name.SequenceEqual(slot)) return slot;
        return slot = name.ToString();
    }
}
