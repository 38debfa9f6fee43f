using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>How a leaf is to be changed in the file's text, or why it cannot be.</summary>
/// <param name="Changes">Changes of the file's text; empty where refused.</param>
/// <param name="Refusal">Why the new text does not fit its place; null where it does.</param>
public sealed record LeafEdit(ImmutableArray<TextChange> Changes, string? Refusal)
{
    /// <summary>An edit that is made of changes.</summary>
    public static LeafEdit Of(IEnumerable<TextChange> changes) => new([.. changes], null);

    /// <summary>No edit, and the reason.</summary>
    public static LeafEdit Refuse(string reason) => new([], reason);
}
