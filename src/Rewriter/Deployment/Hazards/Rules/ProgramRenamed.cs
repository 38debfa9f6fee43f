using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H20: the name of a Pulumi project or stack changes, and with it every URN.</summary>
internal sealed class ProgramRenamed : HazardRule
{
    public override string Id => "H20";

    public override string Title => "Pulumi project or stack is renamed";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "the old name (keep it), or `pulumi stack rename` before the program changes";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from identity in context.Identities
        where identity.Before != identity.After
        select Finding(
            identity.Before,
            $"The {identity.What} '{identity.Before}' becomes '{identity.After}': every URN changes, and everything would be created again.",
            $"Keep the {identity.What}'s name, or rename it in the backend first.",
            new HazardEvidence($"{identity.What}: {identity.Before} → {identity.After}", identity.File, identity.Line));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new ProgramRenamed());
}
