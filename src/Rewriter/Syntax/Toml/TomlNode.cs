namespace Rewriter.Syntax.Toml;

/// <summary>A table or a value, and where it lies.</summary>
internal sealed class TomlNode(TomlNodeKind kind, StructuralPath path)
{
    private readonly StructuralPath _declared = path;
    private Dictionary<string, TomlNode>? _children;
    private int _tables;

    public TomlNodeKind Kind { get; private set; } = kind;

    /// <summary>Its path; for an array of tables that of its last table.</summary>
    public StructuralPath Path { get; private set; } = kind == TomlNodeKind.Array ? path.Child(0) : path;

    public TomlNode? Find(string name) => _children?.GetValueOrDefault(name);

    public TomlNode Add(string name, TomlNodeKind kind)
    {
        var child = new TomlNode(kind, Path.Child(name));
        (_children ??= new Dictionary<string, TomlNode>(StringComparer.Ordinal)).Add(name, child);
        return child;
    }

    /// <summary>A header names this table, which another header had implied.</summary>
    public void Declare() => Kind = TomlNodeKind.Explicit;

    /// <summary>Begins one more table of an array.</summary>
    public void NextTable()
    {
        _tables++;
        _children = null;
        Path = _declared.Child(_tables);
    }
}
