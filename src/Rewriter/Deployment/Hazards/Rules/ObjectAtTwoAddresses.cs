using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H10: one object at two addresses of one state.</summary>
internal sealed class ObjectAtTwoAddresses : HazardRule
{
    public override string Id => "H10";

    public override string Title => "One object at two addresses";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "one address for each id: drop the second import, or forget the second entry";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        var planned = context.Previews.SelectMany(p => p.Preview.Changes.Where(c => c.Leaves() && c.NewPhysicalId is not null)
            .Select(c => (Key: p.Preview.StateKey, c.Type, Id: c.NewPhysicalId!, c.Address)));
        var previewed = context.Previews.Select(p => p.Preview.StateKey).ToHashSet(StringComparer.Ordinal);
        var kept = context.States.Where(s => !previewed.Contains(s.Key)).SelectMany(s => s.Resources.Select(r => (s.Key, r.Type, r.Id, r.Address)));
        return
            from each in planned.Concat(kept).Distinct()
            group each by (each.Key, each.Type, each.Id) into same
            where same.Count() > 1
            select Finding(
                same.Key.Id,
                $"The state '{same.Key.Key}' holds '{same.Key.Id}' at {same.Count()} addresses: each apply undoes the other, and removing one deletes the object.",
                "Keep one address and forget the other.",
                same.Select(r => new HazardEvidence($"state {r.Key}: {r.Address}")));
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new ObjectAtTwoAddresses());
}
