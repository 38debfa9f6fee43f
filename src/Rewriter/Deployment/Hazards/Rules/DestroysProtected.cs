using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H6: something that is protected, or that holds data, is destroyed; a renamed label no longer carries its protection.</summary>
internal sealed class DestroysProtected : HazardRule
{
    public override string Id => "H6";

    public override string Title => "Something protected is destroyed";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "a move or a forget instead of the deletion";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from found in context.Changes
        let change = found.Change
        where change.Destroys()
        let lost = ResourceTypeCatalog.For(change.Type).LostWithObject
        where change.Protected || lost is not null
        select Finding(
            change.Address,
            $"'{change.PhysicalId}' would be destroyed" + (lost is null ? ", although it is protected." : $": {lost}."),
            "Move the entry to its new address, or forget it, so that the object stays.",
            change.Evidence(found.Phase));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new DestroysProtected());
}
