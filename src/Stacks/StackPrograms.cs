using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Stacks;

/// <summary>The stacks of this assembly. A stack puts itself in here by a module initializer.</summary>
public static class StackPrograms
{
    /// <summary>All stacks, ordered by name.</summary>
    public static ImmutableArray<IStackProgram> All { get; private set; } = [];

    /// <summary>Adds a stack; called from a module initializer.</summary>
    /// <exception cref="InvalidOperationException">There is one of that name already.</exception>
    public static void Register(IStackProgram program)
    {
        if (Find(program.Name) is not null) throw new InvalidOperationException($"There are two stacks '{program.Name}'.");
        All = [.. All.Append(program).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    /// <summary>The stack of a name; null where there is none.</summary>
    public static IStackProgram? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}
