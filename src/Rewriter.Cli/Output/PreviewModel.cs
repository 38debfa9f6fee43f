using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Output;

/// <summary>What a phase does to resources, ready to be shown in any format.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Before">The states as they are.</param>
/// <param name="After">The states as the phase leaves them.</param>
internal sealed record PreviewModel(PhasePlan Plan, ImmutableArray<StatePicture> Before, ImmutableArray<StatePicture> After)
{
    /// <summary>The order in which actions are shown: what takes something away comes first.</summary>
    private static readonly CanonicalAction[] Order =
    [
        CanonicalAction.Delete, CanonicalAction.Replace, CanonicalAction.Forget, CanonicalAction.Update,
        CanonicalAction.Create, CanonicalAction.Import, CanonicalAction.Move, CanonicalAction.NoOp,
    ];

    /// <summary>The model of a plan.</summary>
    public static PreviewModel Of(PhasePlan plan)
    {
        var (before, after) = StatePicture.Around(plan.States, plan.Steps.SelectMany(s => ChangesOf(s.Result)));
        return new PreviewModel(plan, before, after);
    }

    private static IEnumerable<(string StateKey, ResourceChange Change)> ChangesOf(StepResult? result) =>
        [.. result?.Preview is { } preview ? preview.Changes.Select(c => (preview.StateKey, c)) : [], .. result?.StateChanges ?? []];

    /// <summary>The steps that preview something, with their previews.</summary>
    public IEnumerable<(Step Step, DeploymentPreview Preview)> Previews =>
        Plan.Steps.Where(s => s.Result?.Preview is not null).Select(s => (s.Step, s.Result!.Preview!));

    /// <summary>The digest by which a person agrees, shortened.</summary>
    public string Digest => Plan.Binding.Digest[..12];

    /// <summary>The graph of what exists before and after.</summary>
    public string Graph => MermaidGraph.Write(Before, After);

    /// <summary>The roles' names in every generation: the head, then a row a role.</summary>
    public IEnumerable<(string Role, IEnumerable<(string Name, bool IsWanted)> Names)> Roles =>
        Plan.Migration.Rules.Roles.Select(r => (r.Id, Plan.Migration.Generations.Select(g => (r.Names[g], g == Plan.Phase.Generation))));

    /// <summary>The changes of a preview by action, in the order in which they are shown.</summary>
    public static IEnumerable<(CanonicalAction Action, ImmutableArray<ResourceChange> Changes)> ByAction(DeploymentPreview preview) =>
        Order.Select(a => (a, preview.Changes.Where(c => c.Action == a).OrderBy(c => c.Address, StringComparer.Ordinal).ToImmutableArray())).Where(g => g.Item2.Length > 0);

    /// <summary>All addresses with what stands there before and after, by state.</summary>
    public IEnumerable<(string Key, ImmutableArray<(string Address, PicturedResource? Before, PicturedResource? After)> Rows)> SideBySide()
    {
        foreach (var key in Before.Concat(After).Select(s => s.Key).Distinct().Order(StringComparer.Ordinal))
        {
            var (old, now) = (Held(Before, key), Held(After, key));
            yield return (key, [.. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(a => (a, old.GetValueOrDefault(a), now.GetValueOrDefault(a)))]);
        }
    }

    /// <summary>What a side says of a resource: its name, or its type where the name is not known; a dash where there is none.</summary>
    public static string Label(PicturedResource? resource) => resource is null ? "–" : resource.Name ?? resource.Type;

    private static Dictionary<string, PicturedResource> Held(ImmutableArray<StatePicture> states, string key) =>
        states.Where(s => s.Key == key).SelectMany(s => s.Resources).ToDictionary(r => r.Address, StringComparer.Ordinal);
}
