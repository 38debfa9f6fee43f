using Rewriter.Deployment;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Hosting;

/// <summary>The stack programs of the assembly <c>Stacks</c>.</summary>
public sealed class StackCatalog : IStackCatalog
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. global::Stacks.StackPrograms.All.Select(p => p.Name).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IStackProgram? Find(string name) => global::Stacks.StackPrograms.All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
}
