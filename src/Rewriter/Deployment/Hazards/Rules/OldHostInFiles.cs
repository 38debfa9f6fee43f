using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H18: a service's address contains its name, and files hold the old one.</summary>
internal sealed class OldHostInFiles : HazardRule
{
    public override string Id => "H18";

    public override string Title => "Old address in files";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "the new service's address, or a domain of one's own that does not change";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from name in new GenerationMap(context.Names).Changing
        where name.Type is not null && ResourceTypeCatalog.TokenOf(name.Type) == ResourceTypes.Service
        let mentions = context.Mentions.Where(m => m.Kind is MentionKind.Host or MentionKind.Audience && GenerationMap.Contains(m.Text, name.Old)).ToList()
        where mentions.Count > 0
        select Finding(
            name.Old,
            $"Files name the address of '{name.Old}', which contains its name; '{name.New}' has another one.",
            "Change the address once the new service has one: hosts, audiences, webhooks, origins.",
            mentions.Select(m => m.Evidence()));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new OldHostInFiles());
}
