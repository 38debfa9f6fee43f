using System.Collections.Immutable;
using Rewriter.Definitions;

namespace Rewriter.Migrations.Steps;

/// <summary>Reads the keys that preview and apply share.</summary>
internal static class StackUseReader
{
    private static readonly string[] Actions = ["keep", "move", "import", "forget", "create", "update", "replace", "delete"];

    public static StackUse Read(DefinitionReader reader, MigrationScope scope)
    {
        var stack = scope.ReadStack(reader, "stack") ?? new StackDefinition(string.Empty, string.Empty, null, string.Empty);
        var beside = reader.Has("beside") ? scope.ReadGeneration(reader, "beside") : null;
        return new StackUse(stack, scope.ReadGeneration(reader, "generation"), reader.Texts("import"), beside, ReadAssert(reader));
    }

    private static ImmutableArray<(string Action, int Count)> ReadAssert(DefinitionReader reader)
    {
        if (reader.Section("assert", "assert") is not { } section) return [];
        var result = Actions.Select(a => (Action: a, Count: section.Number(a))).Where(a => a.Count is not null).Select(a => (a.Action, a.Count!.Value)).ToImmutableArray();
        section.Finish();
        return result;
    }
}
