using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H14: the id of an identity pool cannot be used again for about 30 days after its deletion.</summary>
internal sealed class IdentityPoolDeleted : HazardRule
{
    public override string Id => "H14";

    public override string Title => "Identity pool cannot come back";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "keeping the pool (forget it), or deleting it in the contract phase when no state needs it any more";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        foreach (var (phase, change) in context.Changes)
        {
            if (!change.Destroys() || ResourceTypeCatalog.For(change.Type).DaysUntilReusable == 0) continue;
            var others = context.States.Where(s => s.Key != phase.Preview.StateKey && s.Resources.Any(r => r.Id == change.PhysicalId && r.Type == change.Type)).ToList();
            if (context.IsContractPhase && others.Count == 0) continue;
            yield return Finding(
                change.Address,
                $"'{change.PhysicalId}' would be deleted, and its id cannot be used again for about 30 days: a rollback could not bring back the access that depends on it.",
                "Forget the pool instead of deleting it; delete it by hand when nothing needs it.",
                others.Select(s => new HazardEvidence($"state {s.Key} needs it too")).Prepend(change.Evidence(phase)));
        }

        foreach (var phase in context.Previews)
        {
            foreach (var conflict in phase.Preview.Conflicts.Where(c => c.Kind == ConflictKind.IdNotReusable))
                yield return Finding(conflict.Address, $"'{conflict.Id}' was deleted a short while ago and cannot be made again yet.", "Undelete it in the cloud and import it, or choose another id.", new HazardEvidence(conflict.Message));
        }
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new IdentityPoolDeleted());
}
