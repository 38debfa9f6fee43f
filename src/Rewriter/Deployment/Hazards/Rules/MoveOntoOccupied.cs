using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H7: a move leads to an address that is taken: a warning, then a deletion.</summary>
internal sealed class MoveOntoOccupied : HazardRule
{
    public override string Id => "H7";

    public override string Title => "Move onto an occupied address";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "moving or forgetting what holds the address first";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from phase in context.Previews
        from conflict in phase.Preview.Conflicts
        where conflict.Kind == ConflictKind.MoveTargetOccupied
        select Finding(
            conflict.Address,
            $"A move leads to '{conflict.Address}', which '{conflict.Id}' holds; the object that was to move would be deleted.",
            $"Move or forget '{conflict.Id}' first, or choose another address.",
            new HazardEvidence($"state {phase.Preview.StateKey}: {conflict.Message}"));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new MoveOntoOccupied());
}
