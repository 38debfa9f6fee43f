using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Stacks;

/// <summary>The stacks of this assembly. A stack is found by being a class that implements <see cref="IStackProgram"/>.</summary>
public static class StackPrograms
{
    /// <summary>All stacks, ordered by name.</summary>
    public static ImmutableArray<IStackProgram> All { get; } =
    [
        .. typeof(StackPrograms).Assembly.GetTypes()
            .Where(t => t.IsAssignableTo(typeof(IStackProgram)) && t is { IsAbstract: false, IsInterface: false })
            .Select(t => (IStackProgram)Activator.CreateInstance(t)!)
            .OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    /// <summary>The stack of a name; null where there is none.</summary>
    public static IStackProgram? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}
