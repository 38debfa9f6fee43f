using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Definitions;

/// <summary>A list of a definition file.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Items">Its items in order.</param>
public sealed record DefinitionList(TextSpan Span, ImmutableArray<DefinitionNode> Items) : DefinitionNode(Span)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
