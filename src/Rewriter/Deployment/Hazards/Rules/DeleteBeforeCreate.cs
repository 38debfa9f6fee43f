using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H9: a replacement deletes before it creates.</summary>
internal sealed class DeleteBeforeCreate : HazardRule
{
    public override string Id => "H9";

    public override string Title => "Deleted before its successor exists";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "create-first (`create_before_destroy`), which needs another name for the new object";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from found in context.Changes
        where found.Change.Action == CanonicalAction.Replace && found.Change.Order == ReplaceOrder.DeleteFirst
        select Finding(
            found.Change.Address,
            $"'{found.Change.PhysicalId}' is deleted before its successor exists; if creating fails, there is nothing.",
            "Let the new object be created first, under a name of its own.",
            found.Change.Evidence(found.Phase));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new DeleteBeforeCreate());
}
