using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H3: two states own one object.</summary>
internal sealed class ObjectInTwoStates : HazardRule
{
    public override string Id => "H3";

    public override string Title => "Two states own one object";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "a forget step for the object in the state that gives it up";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        foreach (var clone in context.States.GroupBy(s => s.Lineage).Where(g => g.Count() > 1))
        {
            var keys = clone.Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
            yield return Finding(keys[0], $"The states {string.Join(" and ", keys)} are copies of one another.", "Retire one of them before either is applied.", keys.Select(k => new HazardEvidence($"state {k}: lineage {clone.Key}")));
        }

        var owners = context.States.ToDictionary(s => s.Key, s => s.Resources.ToDictionary(r => r.Address, r => (r.Type, r.Id)));
        foreach (var phase in context.Previews.OrderBy(p => p.Step))
        {
            if (!owners.TryGetValue(phase.Preview.StateKey, out var held)) owners[phase.Preview.StateKey] = held = [];
            foreach (var change in phase.Preview.Changes)
            {
                if (change.PreviousAddress is { } previous) held.Remove(previous);
                if (!change.Leaves()) held.Remove(change.Address);
                else if (change.NewPhysicalId is { } id) held[change.Address] = (change.Type, id);
            }
        }

        var shared = owners.SelectMany(o => o.Value.Select(r => (Key: o.Key, Address: r.Key, r.Value.Type, r.Value.Id)))
            .GroupBy(r => (r.Type, r.Id)).Where(g => g.Select(r => r.Key).Distinct().Count() > 1);
        foreach (var group in shared)
        {
            var first = group.OrderBy(r => r.Key, StringComparer.Ordinal).First();
            yield return Finding(
                group.Key.Id,
                $"'{group.Key.Id}' belongs to {group.Count()} states: applying or destroying the one changes what the other relies on.",
                $"Decide which state keeps it and forget it in the other, for example in '{first.Key}'.",
                group.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new HazardEvidence($"state {r.Key}: {r.Address}")));
        }
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new ObjectInTwoStates());
}
