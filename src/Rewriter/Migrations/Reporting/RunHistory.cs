using System.Collections.Immutable;

namespace Rewriter.Migrations.Reporting;

/// <summary>A run of a phase that was taken back.</summary>
/// <param name="Begun">When it began; null where the ledger does not say.</param>
/// <param name="Done">When it was done; null where it was taken back before it was.</param>
/// <param name="Undone">When it was taken back.</param>
/// <param name="By">Who took it back; null where the failure of a step did.</param>
/// <param name="Because">Why; null where nobody said.</param>
/// <param name="Settings">The settings of the run, secrets aside.</param>
/// <param name="Steps">The steps that ran, and those that the rollback ran.</param>
public sealed record RunHistory(
    DateTimeOffset? Begun,
    DateTimeOffset? Done,
    DateTimeOffset Undone,
    string? By,
    string? Because,
    ImmutableSortedDictionary<string, string> Settings,
    ImmutableArray<StepHistory> Steps);
