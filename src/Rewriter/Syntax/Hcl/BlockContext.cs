namespace Rewriter.Syntax.Hcl;

/// <summary>Which block a body belongs to, as far as names depend on it.</summary>
/// <param name="Type">The type of the block; empty for the file.</param>
/// <param name="FirstLabel">Its first label, null where it has none.</param>
/// <param name="Depth">0 for the file, 1 for a block of it.</param>
internal readonly record struct BlockContext(string Type, string? FirstLabel, int Depth)
{
    public static BlockContext File { get; } = new(string.Empty, null, 0);

    /// <summary>True for a block of this type right in the file.</summary>
    public bool Is(string type) => Depth == 1 && Type == type;
}
