using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>What came of following renamed addresses.</summary>
/// <param name="Addition">The blocks at the end of the file, to go along with the edit; null where none is needed.</param>
/// <param name="Moves">The moves that they state.</param>
/// <param name="Refusals">Definitions that cannot be followed, each with the reason.</param>
public sealed record MoveOutcome(TextChange? Addition, ImmutableArray<MovedAddress> Moves, ImmutableArray<SyntaxProblem> Refusals)
{
    /// <summary>No address changes.</summary>
    public static MoveOutcome Nothing { get; } = new(null, [], []);
}
