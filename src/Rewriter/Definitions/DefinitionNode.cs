using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Definitions;

/// <summary>A piece of a definition file (a migration, a rule) together with where it stands.</summary>
/// <param name="Span">Where it stands in the file's text (UTF-16, half-open).</param>
public abstract record DefinitionNode(TextSpan Span)
{
    /// <summary>What it is, for messages: <c>a mapping</c>, <c>a list</c>, <c>a text</c>.</summary>
    public abstract string Kind { get; }
}
