namespace Rewriter.Syntax;

/// <summary>A name of a text with what a reader knows of it; a <see cref="NameTable{T}"/> links those of one table.</summary>
/// <param name="name">The name.</param>
internal abstract class KnownName(string name)
{
    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>The next one in the same place of a table.</summary>
    internal KnownName? Next { get; set; }
}
