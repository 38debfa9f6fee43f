namespace Rewriter.Syntax;

/// <summary>
/// The names that the embedded texts of one file have in common: every line of a recipe is a text of its own, and most say
/// the same few commands and variables. Belongs to the reading of one file.
/// </summary>
internal sealed class EmbeddedNames
{
    private object? _table;

    /// <summary>The table of one kind of names; that kind is common to all texts which is asked for first.</summary>
    public NameTable<T> TableOf<T>()
        where T : KnownName
    {
        if (_table is NameTable<T> table) return table;
        table = new NameTable<T>();
        _table ??= table;
        return table;
    }
}
