using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H21: a logical name changes and no physical name is set, so the object gets another one.</summary>
internal sealed class AutoNamedRenamed : HazardRule
{
    public override string Id => "H21";

    public override string Title => "Automatic name follows the logical name";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "a physical name in the program, and an alias for the logical one";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        var map = new GenerationMap(context.Names);
        return
            from found in context.Changes
            let change = found.Change
            where change.AutoNamed && change.LogicalName is not null && change.Action is CanonicalAction.Create or CanonicalAction.Replace
            let old = found.Phase.Preview.Changes.FirstOrDefault(c => c.Action == CanonicalAction.Delete && c.Type == change.Type && c.LogicalName is not null
                && c.LogicalName != change.LogicalName && map.Rename(c.LogicalName) == change.LogicalName)
            where old is not null
            select Finding(
                change.Address,
                $"The logical name '{old.LogicalName}' became '{change.LogicalName}' and no physical name is set: a new object would be made under a name made from the new one.",
                $"Set the physical name '{HazardText.NameOf(old.PhysicalId)}' and give the resource the alias '{old.LogicalName}'.",
                old.Evidence(found.Phase),
                change.Evidence(found.Phase));
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new AutoNamedRenamed());
}
