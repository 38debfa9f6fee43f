using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Stacks;

/// <summary>A stack of this assembly: one definition for all its generations.</summary>
public abstract class StackProgram : IStackProgram
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract ImmutableArray<string> Generations { get; }

    /// <summary>The cloud project.</summary>
    public abstract string Project { get; }

    /// <inheritdoc/>
    public StackDescription Describe(string generation)
    {
        if (!Generations.Contains(generation))
            throw new ArgumentException($"The stack '{Name}' has no generation '{generation}'; it has {string.Join(", ", Generations)}.", nameof(generation));
        return new StackDescription(Name, generation, Project, [.. Define(generation).Select(r => r.Declare(Project))]);
    }

    /// <summary>The resources of a generation, each after those that it depends on.</summary>
    protected abstract IEnumerable<StackResource> Define(string generation);
}
