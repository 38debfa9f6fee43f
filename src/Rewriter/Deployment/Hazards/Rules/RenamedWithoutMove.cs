using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H5: an address was renamed and nothing says so: the object is deleted and made again.</summary>
internal sealed class RenamedWithoutMove : HazardRule
{
    public override string Id => "H5";

    public override string Title => "Renamed without a move";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "a move (a `moved` block, an alias) from the old address to the new one, or an import";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        var map = new GenerationMap(context.Names);
        foreach (var phase in context.Previews)
        {
            var made = phase.Preview.Changes.Where(c => c.Action == CanonicalAction.Create).ToList();
            foreach (var gone in phase.Preview.Changes.Where(c => c.Action == CanonicalAction.Delete))
            {
                var twin = made.FirstOrDefault(m => m.Type == gone.Type && m.Address != gone.Address && map.Rename(gone.Before).Equals(map.Rename(m.After)));
                if (twin is null) continue;
                made.Remove(twin);
                yield return Found(phase, gone, twin, sameObject: gone.Before.Equals(twin.After));
            }
        }
    }

    // What is to be written where, as far as the engine's language is known.
    private static string Declaration(string engine, ResourceChange gone, ResourceChange twin) => engine switch
    {
        "terraform" => $"a `moved` block with `from = {gone.Address}` and `to = {twin.Address}`",
        "pulumi" => $"the alias `{gone.LogicalName ?? gone.Address}` on the resource",
        _ => "a `moved` block, or an alias on the resource",
    };

    private static HazardSnippet? Block(string engine, ResourceChange gone, ResourceChange twin) =>
        engine == "terraform" ? new HazardSnippet("hcl", $"moved {{\n  from = {gone.Address}\n  to   = {twin.Address}\n}}") : null;

    private HazardFinding Found(PhasePreview phase, ResourceChange gone, ResourceChange twin, bool sameObject) => Finding(
        twin.Address,
        $"'{gone.Address}' would be deleted and '{twin.Address}' created, although they are one {ResourceTypeCatalog.For(gone.Type).Noun} but for the names.",
        sameObject
            ? $"Declare the move `{gone.Address}` → `{twin.Address}`: {Declaration(phase.Preview.Engine, gone, twin)}; or import '{gone.PhysicalId}' at the new address and forget it at the old one."
            : $"Declare the move `{gone.Address}` → `{twin.Address}`; because the object's own name changes as well, make the new one beside the old, under another state key, and retire the old one later; import '{gone.PhysicalId}' where it is to stay.",
        gone.Evidence(phase),
        twin.Evidence(phase)) with { Paste = sameObject ? Block(phase.Preview.Engine, gone, twin) : null };

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new RenamedWithoutMove());
}
