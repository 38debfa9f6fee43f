using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>What came of editing a document: changes that were proven, or why there are none.</summary>
/// <param name="Changes">Changes of the file's text, in order and apart; empty where refused.</param>
/// <param name="Refusals">Why and where replacements do not fit; all-or-nothing, so any refusal empties the changes.</param>
public sealed record EditOutcome(ImmutableArray<TextChange> Changes, ImmutableArray<SyntaxProblem> Refusals)
{
    /// <summary>True where the changes can be written.</summary>
    public bool IsProven => Refusals.IsEmpty;
}
