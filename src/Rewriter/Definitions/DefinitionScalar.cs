using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Definitions;

/// <summary>A scalar of a definition file.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Value">Its text, escapes and folding resolved.</param>
/// <param name="IsPlain">True where it stands without quotes, so that <c>true</c> and <c>5</c> are no texts.</param>
public sealed record DefinitionScalar(TextSpan Span, string Value, bool IsPlain) : DefinitionNode(Span)
{
    /// <inheritdoc/>
    public override string Kind => "a text";

    /// <summary>True for an empty plain scalar, <c>~</c> and <c>null</c>.</summary>
    public bool IsNull => IsPlain && Value is "" or "~" or "null";
}
