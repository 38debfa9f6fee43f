using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H15: a service account that is made again inherits no bindings.</summary>
internal sealed class AccountRecreated : HazardRule
{
    public override string Id => "H15";

    public override string Title => "Recreated account loses its bindings";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "keeping the account, or granting every binding again after it is made";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        foreach (var (phase, change) in context.Changes)
        {
            if (change.Type != ResourceTypes.ServiceAccount || !change.Destroys()) continue;
            var isMadeAgain = change.Action == CanonicalAction.Replace
                || context.Changes.Any(c => c.Change.Action == CanonicalAction.Create && c.Change.Type == change.Type && c.Change.NewPhysicalId == change.PhysicalId);
            var member = "serviceAccount:" + HazardText.NameOf(change.PhysicalId);
            var bound = context.States.SelectMany(s => s.Resources.Select(r => (Place: "state " + s.Key, Name: r.Address, r.Inputs)))
                .Concat((context.Cloud?.Objects ?? []).Select(o => (Place: "cloud", Name: o.Id, Inputs: o.Attributes)))
                .Where(r => r.Inputs["member"]?.Text == member).ToList();
            if (!isMadeAgain || bound.Count == 0) continue;
            yield return Finding(
                change.Address,
                $"'{HazardText.NameOf(change.PhysicalId)}' is deleted and made again; the new account has the same address and none of its {bound.Count} bindings.",
                "Keep the account as it is; accounts are no place for a product's name.",
                bound.Select(b => new HazardEvidence($"{b.Place}: {b.Name}")).Prepend(change.Evidence(phase)));
        }
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new AccountRecreated());
}
