using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H23: a new name breaks the limits of its type.</summary>
internal sealed class NameBreaksLimits : HazardRule
{
    public override string Id => "H23";

    public override string Title => "Name breaks its type's limits";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "a name that the type allows";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        var roles = from name in context.Names
                    let wrong = name.Type is null ? null : NameLimits.Check(name.Type, name.New)
                    where wrong is not null
                    select (Subject: name.New, Wrong: wrong, Evidence: new HazardEvidence($"role {name.Role} ({ResourceTypeCatalog.For(name.Type!).Noun}): {wrong}"));
        var planned = from phase in context.Previews
                      from conflict in phase.Preview.Conflicts
                      where conflict.Kind == ConflictKind.InvalidName
                      select (Subject: HazardText.NameOf(conflict.Id ?? conflict.Address), Wrong: conflict.Message, Evidence: new HazardEvidence($"state {phase.Preview.StateKey}: {conflict.Address}"));
        return
            from each in roles.Concat(planned)
            group each by each.Subject into same
            select Finding(same.Key, $"The name cannot be used: {same.First().Wrong}.", "Choose another name for the role.", same.Select(s => s.Evidence));
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new NameBreaksLimits());
}
