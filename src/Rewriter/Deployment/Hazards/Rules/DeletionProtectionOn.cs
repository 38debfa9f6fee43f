using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H11: deletion protection is on, by default too, and takes an apply of its own to switch off.</summary>
internal sealed class DeletionProtectionOn : HazardRule
{
    public override string Id => "H11";

    public override string Title => "Deletion protection is on";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "an earlier apply that sets the protection to false";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from found in context.Changes
        let schema = ResourceTypeCatalog.For(found.Change.Type)
        where found.Change.Destroys() && schema.IsProtected(found.Change.Before)
        select Finding(
            found.Change.Address,
            $"'{found.Change.PhysicalId}' cannot be deleted in this apply: `{schema.ProtectionField}` is {(found.Change.Before[schema.ProtectionField!] is null ? "on by default" : "on")}.",
            $"Apply `{schema.ProtectionField}: false` first, then delete.",
            found.Change.Evidence(found.Phase));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new DeletionProtectionOn());
}
