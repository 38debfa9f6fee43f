using System.Collections.Immutable;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations;

/// <summary>An ordered list of steps with checks and a way back.</summary>
/// <param name="Id">Its name on the command line.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Why">What it is for.</param>
/// <param name="Generation">The generation that the repository has when it is done; empty where the migration renames nothing.</param>
/// <param name="Steps">Its steps in order.</param>
/// <param name="Checklist">Its checklist.</param>
/// <param name="Settles">
/// True where no old name may be left once it is done. A phase that leaves a part to later ones says false.
/// </param>
public sealed record Phase(
    string Id,
    string Title,
    string Why,
    string Generation,
    ImmutableArray<Step> Steps,
    ImmutableArray<ChecklistItem> Checklist,
    bool Settles)
{
    /// <summary>The phases that must be done before it; null for all that stand before it in the file.</summary>
    public ImmutableArray<string>? Needs { get; init; }

    /// <summary>
    /// True where it runs again once it is done, with other settings: each run is one of its own in the ledger, and a
    /// rollback takes back the last.
    /// </summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The parts of its rollback, in their declared order; what they do not name is taken back behind them, the last step first.</summary>
    public ImmutableArray<RollbackPart> Rollback { get; init; } = [];

    /// <summary>What may go wrong, and what is done about it.</summary>
    public ImmutableArray<Risk> Risks { get; init; } = [];

    /// <summary>Its steps and those that only a rollback runs.</summary>
    public IEnumerable<Step> AllSteps => Steps.Concat(Rollback.SelectMany(r => r.Steps));

    /// <summary>Its steps in the order in which a rollback takes them back: as its parts name them, then the others, the last step first.</summary>
    public IEnumerable<Step> UndoOrder
    {
        get
        {
            var named = Rollback.SelectMany(r => r.Undo).Distinct(StringComparer.Ordinal).Select(id => Steps.First(s => s.Header.Id == id)).ToList();
            return named.Concat(Steps.Reverse().Except(named));
        }
    }

    /// <summary>True where another phase must be done before it.</summary>
    public bool StandsOn(Phase earlier) => Needs?.Contains(earlier.Id, StringComparer.Ordinal) ?? true;

    /// <summary>The step behind which there is no way back; null where the phase has none.</summary>
    public Step? ContractPoint => Steps.FirstOrDefault(s => s.Header.IsContract);
}
