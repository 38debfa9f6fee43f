using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H25: a create meets an object that exists and that this state does not hold: 409, an import is missing.</summary>
internal sealed class CreateMeetsExisting : HazardRule
{
    public override string Id => "H25";

    public override string Title => "Create meets an object that exists";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "an import of the object";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from phase in context.Previews
        from conflict in phase.Preview.Conflicts
        where conflict.Kind == ConflictKind.AlreadyExists
        let owners = context.States.SelectMany(s => s.Resources.Where(r => r.Id == conflict.Id && r.Type == conflict.Type).Select(r => new HazardEvidence($"state {s.Key} holds it as {r.Address}"))).ToList()
        select Finding(
            conflict.Address,
            $"'{conflict.Id}' exists already, so creating it ends with 409.",
            $"Import it: {conflict.Address} ← {conflict.Id}.",
            (owners.Count > 0 ? owners : [new HazardEvidence("it is in no state")]).Prepend(new HazardEvidence($"state {phase.Preview.StateKey}: {conflict.Message}")));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new CreateMeetsExisting());
}
