using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Initializing;

/// <summary>What a migration is written for.</summary>
/// <param name="From">The word of the generation that goes.</param>
/// <param name="To">The word of the generation that comes.</param>
public sealed record InitOptions(string From, string To)
{
    /// <summary>Stack programs that may model both generations.</summary>
    public ImmutableArray<IStackProgram> Stacks { get; init; } = [];
}
