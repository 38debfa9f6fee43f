using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H19: an attribute condition of an identity provider pins the old name.</summary>
internal sealed class OldNameInCondition : HazardRule
{
    public override string Id => "H19";

    public override string Title => "Old name in an attribute condition";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "a condition that accepts the new name, applied before the name changes";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        var names = new GenerationMap(context.Names).Changing;
        var inFiles = context.Mentions.Where(m => m.Kind == MentionKind.Condition).Select(m => (Subject: m.File, m.Text, Evidence: m.Evidence()));
        var planned = context.Changes.Where(c => c.Change.Leaves() && c.Change.After["attributeCondition"]?.Text is not null)
            .Select(c => (Subject: c.Change.Address, Text: c.Change.After["attributeCondition"]!.Text!, Evidence: c.Change.Evidence(c.Phase)));
        return
            from place in inFiles.Concat(planned)
            from name in names
            where GenerationMap.Contains(place.Text, name.Old)
            select Finding(
                place.Subject,
                $"The condition `{place.Text}` lets in '{name.Old}' only: under '{name.New}' nobody gets in.",
                $"Let the condition accept both names before '{name.Old}' goes.",
                place.Evidence);
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new OldNameInCondition());
}
