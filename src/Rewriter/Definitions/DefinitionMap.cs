using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Definitions;

/// <summary>A mapping of a definition file, its keys in order.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Entries">Keys and values in order.</param>
public sealed record DefinitionMap(TextSpan Span, ImmutableArray<(DefinitionScalar Key, DefinitionNode Value)> Entries) : DefinitionNode(Span)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";
}
