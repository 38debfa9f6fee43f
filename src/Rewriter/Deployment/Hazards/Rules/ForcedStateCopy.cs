using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H2: a forced copy overwrites a state of another lineage.</summary>
internal sealed class ForcedStateCopy : HazardRule
{
    public override string Id => "H2";

    public override string Title => "Forced copy overwrites another state";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "a target key that is empty or of the same lineage, or a copy that is not forced";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from transfer in context.Transfers
        where transfer.Force
        let source = context.States.FirstOrDefault(s => s.Key == transfer.From)
        let target = context.States.FirstOrDefault(s => s.Key == transfer.To)
        where target is not null && target.Lineage != source?.Lineage
        select Finding(
            transfer.To,
            $"Copying '{transfer.From}' by force overwrites the state '{transfer.To}', which is another one.",
            $"Back up '{transfer.To}' and move its {target.Resources.Length} resources first, or copy to a key that is empty.",
            new HazardEvidence($"state {transfer.From}: lineage {source?.Lineage ?? "none"}"),
            new HazardEvidence($"state {transfer.To}: lineage {target.Lineage}, {target.Resources.Length} resources"));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new ForcedStateCopy());
}
