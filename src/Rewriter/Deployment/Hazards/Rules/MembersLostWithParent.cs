using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H12: who may use an object is lost when the object is replaced.</summary>
internal sealed class MembersLostWithParent : HazardRule
{
    public override string Id => "H12";

    public override string Title => "Members are lost with their parent";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "replacing the members along with their parent, or declaring those that are not in the stack";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        foreach (var (phase, parent) in context.Changes)
        {
            if (!parent.Destroys() || parent.PhysicalId is not { } id) continue;
            var kept = phase.Preview.Changes.Where(c => c.Action == CanonicalAction.NoOp && IsMember(c.Type) && c.PhysicalId!.StartsWith(id + " ", StringComparison.Ordinal)).ToList();
            var known = phase.Preview.Changes.Select(c => c.PhysicalId).ToHashSet(StringComparer.Ordinal);
            var foreign = parent.Action != CanonicalAction.Replace ? []
                : (context.Cloud?.Objects ?? []).Where(o => o.ParentId == id && IsMember(o.Type) && !known.Contains(o.Id)).ToList();
            if (kept.Count + foreign.Count == 0) continue;
            yield return Finding(
                parent.Address,
                $"With '{id}' go {kept.Count + foreign.Count} members that nothing makes again.",
                "Let the members depend on the new object, declare those that were granted by hand, and preview again.",
                kept.Select(c => c.Evidence(phase)).Concat(foreign.Select(o => new HazardEvidence($"cloud: {o.Id}, in no state"))).Prepend(parent.Evidence(phase)));
        }
    }

    private static bool IsMember(string type) => type.EndsWith("IamMember", StringComparison.Ordinal) || type.EndsWith("IAMMember", StringComparison.Ordinal);

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new MembersLostWithParent());
}
