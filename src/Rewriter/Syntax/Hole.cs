using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>
/// A piece of an embedded text that belongs to the language around it: <c>${{ … }}</c> in a workflow's shell script,
/// <c>$(VAR)</c> in a recipe, <c>{{ … }}</c> in a chart. The inner reader takes it as one opaque part of whatever it
/// stands in; nothing is masked.
/// </summary>
/// <param name="Span">Where it stands in the embedded text; never empty.</param>
/// <param name="Leaves">Its leaves with a meaning, already read, in coordinates of the embedded text, in order and apart.</param>
public sealed record Hole(TextSpan Span, ImmutableArray<SyntaxLeaf> Leaves);
