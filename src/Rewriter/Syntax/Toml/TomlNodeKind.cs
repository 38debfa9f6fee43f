namespace Rewriter.Syntax.Toml;

/// <summary>How a table came to be, which decides how it may be added to.</summary>
internal enum TomlNodeKind
{
    /// <summary>A value, or an inline table, which is closed.</summary>
    Value,

    /// <summary>A table above one that a header named.</summary>
    Implicit,

    /// <summary>A table that a header named.</summary>
    Explicit,

    /// <summary>A table that a dotted key made.</summary>
    Dotted,

    /// <summary>An array of tables; its children are those of its last table.</summary>
    Array,
}
