using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Ledgers;

/// <summary>One line of the ledger.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="Previous">SHA-256 of the line before; empty for the first. A line that was edited breaks the chain.</param>
/// <param name="At">When it was written (UTC).</param>
/// <param name="Event">What it records.</param>
/// <param name="Migration">The migration.</param>
/// <param name="Phase">The phase; empty for a rename without a migration.</param>
/// <param name="Step">The step; null where the entry is about the whole phase.</param>
/// <param name="Operation">The operation's id, under which the journal keeps earlier bytes; null where it has none.</param>
/// <param name="Outcome">How a step ended; null elsewhere.</param>
/// <param name="Summary">What happened, for people; never a secret.</param>
/// <param name="Evidence">What was observed.</param>
/// <param name="Digest">The digest of the step's definition or of the phase's plan.</param>
/// <param name="Undo">What the step needs to be taken back; null where it has nothing to undo.</param>
/// <param name="Self">SHA-256 of the entry as it is without this, so that an edit of the last line shows as well.</param>
/// <param name="Engine">The engine that works on the resources of a phase that begins; null elsewhere.</param>
public sealed record LedgerEntry(
    int Sequence,
    string Previous,
    DateTimeOffset At,
    LedgerEvent Event,
    string Migration,
    string Phase,
    string? Step,
    string? Operation,
    StepOutcome? Outcome,
    string Summary,
    ImmutableArray<string> Evidence,
    string? Digest,
    JsonElement? Undo,
    string? Self = null,
    string? Engine = null)
{
    /// <summary>What a step produced, or recorded while it ran; null where nothing.</summary>
    public ImmutableSortedDictionary<string, string>? Outputs { get; init; }

    /// <summary>The values of the settings with which a phase was begun, secrets aside; null elsewhere.</summary>
    public ImmutableSortedDictionary<string, string>? Settings { get; init; }

    /// <summary>Who did it, as the person said; null where it was the command itself.</summary>
    public string? By { get; init; }
}
