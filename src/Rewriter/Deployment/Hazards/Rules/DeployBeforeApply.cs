using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H17: CI makes the new service outside the state, before the apply that would.</summary>
internal sealed class DeployBeforeApply : HazardRule
{
    public override string Id => "H17";

    public override string Title => "Deployment before the apply";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "an order in which the apply comes before the deployment";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from target in context.DeployTargets
        where !DeployTargets.Exists(context, target)
        let later = DeployTargets.MadeLater(context, target)
        where later is not null
        group (target, later) by (target.Kind, target.Name) into same
        select Finding(
            same.Key.Name,
            $"The deployment to '{same.Key.Name}' runs before the apply that makes it: it fails, or makes it outside the state, and the apply meets a 409.",
            "Put the apply before the deployment.",
            same.Select(t => new HazardEvidence($"deploys at step {t.target.Step + 1}; it is made at step {t.later.Step + 1}", t.target.File, t.target.Line)));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new DeployBeforeApply());
}
