using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>A stack in one generation: everything that it wants.</summary>
/// <param name="Name">The stack's name: <c>orderflow</c>.</param>
/// <param name="Generation">The generation: <c>pult</c>.</param>
/// <param name="Project">The cloud project.</param>
/// <param name="Resources">The resources, each after those that it depends on where the stack says so.</param>
public sealed record StackDescription(string Name, string Generation, string Project, ImmutableArray<ResourceDeclaration> Resources)
{
    /// <summary>The resource of an address; null where there is none.</summary>
    public ResourceDeclaration? Find(string address) => Resources.FirstOrDefault(r => r.Address == address);
}
