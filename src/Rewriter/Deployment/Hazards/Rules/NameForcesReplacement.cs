using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H8: the new name stands in a field that cannot be changed in place.</summary>
internal sealed class NameForcesReplacement : HazardRule
{
    public override string Id => "H8";

    public override string Title => "The new name forces a replacement";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "a second object beside the first (a new state key), or declaring the phase as the contract point";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        if (context.IsContractPhase) return [];
        var map = new GenerationMap(context.Names);
        return
            from found in context.Changes
            where found.Change.Action == CanonicalAction.Replace
            let names = found.Change.Differences.Where(d => d.ForcesReplacement && IsRename(map, d)).ToList()
            where names.Count > 0
            select Finding(
                found.Change.Address,
                $"'{found.Change.PhysicalId}' cannot be renamed: it would be deleted and '{HazardText.NameOf(found.Change.NewPhysicalId)}' made in its place.",
                "Make the new object beside the old one, switch over, and delete the old one in the contract phase.",
                names.Select(d => new HazardEvidence($"{found.Change.Address}: {d.Path} {d.Before} → {d.After}")).Prepend(found.Change.Evidence(found.Phase)));
    }

    private static bool IsRename(GenerationMap map, PropertyDifference difference) =>
        difference.Before?.Text is { } before && difference.After?.Text is { } after && before != after && map.Rename(before) == after;

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new NameForcesReplacement());
}
