using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>A stack that can be described in any of its generations.</summary>
public interface IStackProgram
{
    /// <summary>The stack's name, as the migration file writes it.</summary>
    string Name { get; }

    /// <summary>The generations that the stack knows, in their order in time.</summary>
    ImmutableArray<string> Generations { get; }

    /// <summary>The stack in one generation.</summary>
    /// <exception cref="ArgumentException">There is no such generation.</exception>
    StackDescription Describe(string generation);
}
