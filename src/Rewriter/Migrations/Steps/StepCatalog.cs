using Rewriter.Definitions;

namespace Rewriter.Migrations.Steps;

/// <summary>The kinds of steps. A kind puts itself in here from a module initializer; there is no list to edit.</summary>
public static class StepCatalog
{
    private static readonly Dictionary<string, Func<StepHeader, DefinitionReader, MigrationScope, Step>> Kinds = new(StringComparer.Ordinal);

    /// <summary>The names of all kinds, ordered.</summary>
    public static IReadOnlyCollection<string> Names => [.. Kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a kind.</summary>
    /// <param name="kind">Its name in migrations.</param>
    /// <param name="read">Reads its own keys; the common ones have been read into the header.</param>
    public static void Register(string kind, Func<StepHeader, DefinitionReader, MigrationScope, Step> read) => Kinds.Add(kind, read);

    /// <summary>Reads a step of a kind; null where there is no such kind.</summary>
    public static Step? Read(StepHeader header, DefinitionReader reader, MigrationScope scope) =>
        Kinds.TryGetValue(header.Kind, out var read) ? read(header, reader, scope) : null;
}
