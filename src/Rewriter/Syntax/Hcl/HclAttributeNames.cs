namespace Rewriter.Syntax.Hcl;

/// <summary>The arguments that a body has set so far; small bodies, which are nearly all, need no table.</summary>
internal struct HclAttributeNames
{
    private const int Few = 12;
    private List<string>? _few;
    private HashSet<string>? _many;

    /// <summary>False where the name was there.</summary>
    public bool Add(string name)
    {
        if (_many is not null) return _many.Add(name);
        _few ??= new List<string>(4);
        if (_few.Contains(name)) return false;
        _few.Add(name);
        if (_few.Count > Few) _many = new HashSet<string>(_few, StringComparer.Ordinal);
        return true;
    }
}
