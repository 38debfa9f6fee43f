using System.Collections.Immutable;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Migrations.Reporting;

/// <summary>What became of a phase in its last run.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Progress">Where it stands.</param>
/// <param name="Runs">How many runs stand.</param>
/// <param name="TakenBack">The runs that were taken back, in the order in which they were.</param>
/// <param name="Begun">When the last run began; null where none stands.</param>
/// <param name="Done">When it was done; null where it is not.</param>
/// <param name="Settings">The settings of that run, secrets aside.</param>
/// <param name="Steps">Its steps, and those that only a rollback runs.</param>
/// <param name="Overridden">The blockers that a person overrode, each with the reason.</param>
/// <param name="Accepted">The hazards that the migration accepts, each with the reason.</param>
public sealed record PhaseHistory(
    Phase Phase,
    PhaseProgress Progress,
    int Runs,
    ImmutableArray<RunHistory> TakenBack,
    DateTimeOffset? Begun,
    DateTimeOffset? Done,
    ImmutableSortedDictionary<string, string> Settings,
    ImmutableArray<StepHistory> Steps,
    ImmutableArray<string> Overridden,
    ImmutableArray<string> Accepted);
