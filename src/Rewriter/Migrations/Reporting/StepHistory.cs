using System.Collections.Immutable;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Reporting;

/// <summary>What became of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Last">The last word on it; null where it was never begun.</param>
/// <param name="Begun">When it first began.</param>
/// <param name="Ended">When it last ended.</param>
/// <param name="Tries">How often it was begun.</param>
/// <param name="Decisions">What people decided about it.</param>
/// <param name="Undone">The word on its being taken back, where that is the last; otherwise null.</param>
public sealed record StepHistory(Step Step, LedgerEntry? Last, DateTimeOffset? Begun, DateTimeOffset? Ended, int Tries, ImmutableArray<LedgerEntry> Decisions, LedgerEntry? Undone = null)
{
    /// <summary>How it stands, in a word: <c>open</c>, <c>interrupted</c>, <c>undone</c>, or its outcome.</summary>
    public string State => Last switch
    {
        null => "open",
        { Event: LedgerEvent.StepBegun } => "interrupted",
        { Event: LedgerEvent.StepUndone } => "undone",
        { Event: LedgerEvent.StepResolved, Outcome: not StepOutcome.Adopted } => "open",
        { Outcome: { } outcome } => outcome.ToString().ToLowerInvariant(),
        _ => "open",
    };
}
