using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H4: a saved plan was made for another backend.</summary>
internal sealed class PlanOfOtherBackend : HazardRule
{
    public override string Id => "H4";

    public override string Title => "Saved plan is of another backend";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "a plan made after the backend changed";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from plan in context.SavedPlans
        where plan.Backend != plan.CurrentBackend
        select Finding(
            plan.Name,
            $"The plan '{plan.Name}' would be applied to '{plan.Backend}', although '{plan.CurrentBackend}' is configured now.",
            "Throw the plan away and preview again.",
            new HazardEvidence($"the plan's backend: {plan.Backend}"),
            new HazardEvidence($"the backend now: {plan.CurrentBackend}"));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new PlanOfOtherBackend());
}
