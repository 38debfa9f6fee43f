using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H1: a new, empty state: everything would be created again.</summary>
internal sealed class EmptyStatePrefix : HazardRule
{
    public override string Id => "H1";

    public override string Title => "Empty state: everything would be created again";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "the state key that holds the resources, or `beside:` on the step that means to make a second set";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from phase in context.Previews
        let preview = phase.Preview
        where preview.PriorResources == 0 && preview.Counts.Create > 0 && preview.Changes.All(IsMade)
        let siblings = context.States.Where(s => s.Key != preview.StateKey && s.Resources.Length > 0 && IsSibling(s, preview)).ToList()
        where siblings.Count > 0 && siblings.All(s => s.Key != phase.BesideStateKey)
        select Finding(
            preview.StateKey,
            $"The state '{preview.StateKey}' is empty, so {preview.Counts.Create} resources would be created again, beside those that '{siblings[0].Key}' holds.",
            $"Go back to the state key '{siblings[0].Key}', or say `beside:` on the step if a second set is wanted, and import what both share.",
            siblings.Select(s => new HazardEvidence($"state {s.Key} holds {s.Resources.Length} resources (lineage {s.Lineage}, serial {s.Serial})"))
                .Prepend(new HazardEvidence($"state {preview.StateKey} holds none; the preview has {preview.Counts.Create} to create and nothing else")));

    // A version of a secret is taken over wherever it is found: that is no sign of a state that knows its resources.
    private static bool IsMade(ResourceChange change) =>
        change.Action == CanonicalAction.Create || (change.Action == CanonicalAction.Import && change.Type == ResourceTypes.SecretVersion);

    private static bool IsSibling(EngineState state, DeploymentPreview preview) =>
        state.Resources.Any(r => preview.Changes.Any(c => c.Address == r.Address))
        || state.Key.Split('/')[^1] == preview.StateKey.Split('/')[^1] || state.Key.Split('/')[0] == preview.StateKey.Split('/')[0];

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new EmptyStatePrefix());
}
