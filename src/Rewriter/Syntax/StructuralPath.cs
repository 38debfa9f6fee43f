using System.Globalization;
using System.Text;

namespace Rewriter.Syntax;

/// <summary>
/// Where in the structure of its file a leaf lies: <c>jobs.deploy.steps[2].run</c>. Built from the root downwards;
/// nodes are shared, so that a deep file costs one node a key.
/// </summary>
public sealed class StructuralPath
{
    private readonly string? _name;
    private readonly int _index;

    private StructuralPath(StructuralPath? parent, string? name, int index)
    {
        Parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>The root of a file: no segment.</summary>
    public static StructuralPath Root { get; } = new(null, null, -1);

    /// <summary>The path without its last segment; null for the root.</summary>
    public StructuralPath? Parent { get; }

    /// <summary>The last segment: a name, or <c>[n]</c> with n 0-based; empty for the root.</summary>
    public string Segment => _name ?? (_index < 0 ? string.Empty : $"[{_index.ToString(CultureInfo.InvariantCulture)}]");

    /// <summary>True where the last segment is a place in a list.</summary>
    public bool IsIndex => _index >= 0;

    /// <summary>The path to a named child.</summary>
    public StructuralPath Child(string name) => new(this, name, -1);

    /// <summary>The path to the child at a place (0-based) of a list.</summary>
    public StructuralPath Child(int index) => new(this, null, index);

    /// <summary>The segments from the root downwards.</summary>
    public IReadOnlyList<string> Segments()
    {
        var segments = new List<string>();
        for (var node = this; node.Parent is not null; node = node.Parent) segments.Add(node.Segment);
        segments.Reverse();
        return segments;
    }

    /// <summary>Segments joined by dots; a name that holds a dot, a bracket or a quote stands in <c>["…"]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var segment in Segments())
        {
            if (segment.StartsWith('[') && segment.EndsWith(']')) text.Append(segment);
            else if (segment.Length == 0 || segment.AsSpan().IndexOfAny(".[]\"") >= 0) text.Append("[\"").Append(segment.Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"]");
            else if (text.Length > 0) text.Append('.').Append(segment);
            else text.Append(segment);
        }

        return text.ToString();
    }
}
