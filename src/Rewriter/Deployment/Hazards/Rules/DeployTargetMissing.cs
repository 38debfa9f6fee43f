using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H16: CI deploys to a service or job that does not exist in this phase.</summary>
internal sealed class DeployTargetMissing : HazardRule
{
    public override string Id => "H16";

    public override string Title => "Deployment to something that does not exist";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "a name that exists in this phase, or an apply that makes it before the deployment";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from target in context.DeployTargets
        where !DeployTargets.Exists(context, target) && DeployTargets.MadeLater(context, target) is null
        group target by (target.Kind, target.Name) into same
        let kind = same.Key.Kind == DeployKind.Service ? "service" : "job"
        select Finding(
            same.Key.Name,
            $"CI deploys to the {kind} '{same.Key.Name}', which does not exist in this phase: the deployment fails.",
            $"Leave the name of the {kind} that exists until a phase has made '{same.Key.Name}'.",
            same.Select(t => new HazardEvidence($"deploys to the {kind} {t.Name}", t.File, t.Line)));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new DeployTargetMissing());
}
