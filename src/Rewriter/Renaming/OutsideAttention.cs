using System.Collections.Immutable;
using Rewriter.Syntax;

namespace Rewriter.Renaming;

/// <summary>What a rename of files cannot do: things outside of the repository that bear the old name, by what was changed.</summary>
internal static class OutsideAttention
{
    /// <summary>One sentence for each kind of thing, with the first places that speak of it.</summary>
    public static ImmutableArray<string> For(ImmutableArray<RenameFile> files, ImmutableArray<PathVerdict> paths)
    {
        var applied = new List<PlacedOccurrence>();
        foreach (var file in files)
        {
            if (!file.IsChanged) continue;
            foreach (var occurrence in file.Occurrences)
            {
                if (occurrence.Verdict.Tier == RenameTier.Applied || IsChanged(file, occurrence)) applied.Add(new PlacedOccurrence(file, occurrence));
            }
        }

        var notes = ImmutableArray.CreateBuilder<string>();
        Add(notes, applied.Where(IsResourceName), "names of resources changed; most types are replaced, not renamed: preview before applying, and plan a move or a parallel run");
        Add(notes, applied.Where(IsPulumiResource), "logical names in a Pulumi program in YAML changed, and their URNs with them; give each resource its old name under options.aliases, or it is replaced");
        Add(notes, applied.Where(o => o.File.Unfollowed.Any(u => u.Start == o.Occurrence.Span.Start)), "addresses changed that no moved block or alias can follow; move their state by hand before applying");
        Add(notes, applied.Where(IsStatePlace), "the place of a state changed; the new one is empty until the state is moved there");
        Add(notes, applied.Where(IsCheckName), "names of workflows or jobs changed; branch protection asks for required checks by their old names");
        Add(notes, applied.Where(IsRepositoryAddress), "addresses of the repository changed; webhooks, deploy keys, badges and clones follow only after the repository itself is renamed");
        Add(notes, applied.Where(IsHost), "host names changed; DNS records, certificates and allowed origins have to exist under the new name first");
        Add(notes, applied.Where(IsImage), "names of images changed; registries, caches and pull policies know the old ones until new ones are pushed");
        Add(notes, applied.Where(o => o.File.Path.Name is "Pulumi.yaml" && Path(o.Occurrence) == "name"), "the name of a Pulumi project changed; every URN changes with it");
        var workflows = paths.Where(p => p.Path != p.NewPath && p.Path.Value.StartsWith(".github/workflows/", StringComparison.Ordinal)).Select(p => p.Path.Value).ToList();
        if (workflows.Count > 0) notes.Add($"workflow files were renamed; their run history and links to them stay under the old path ({string.Join(", ", workflows.Take(3))})");
        return notes.ToImmutable();
    }

    private static bool IsChanged(RenameFile file, RenameOccurrence occurrence)
    {
        foreach (var change in file.Changes)
        {
            if (change.Span.OverlapsWith(occurrence.Span)) return true;
        }

        return false;
    }

    private static void Add(ImmutableArray<string>.Builder notes, IEnumerable<PlacedOccurrence> found, string what)
    {
        var places = found.Select(f => $"{f.File.Path}:{f.Occurrence.Position.Line + 1}").Distinct().ToList();
        if (places.Count > 0) notes.Add($"{what} ({string.Join(", ", places.Take(3))}{(places.Count > 3 ? $" and {places.Count - 3} more" : string.Empty)})");
    }

    private static string Path(RenameOccurrence occurrence) => occurrence.Place?.ToString() ?? string.Empty;

    private static bool IsResourceName(PlacedOccurrence place)
    {
        if (place.Occurrence.Label != Label.Value || place.File.Path.Extension is not (".tf" or ".tofu")) return false;
        var path = Path(place.Occurrence);
        var last = place.Occurrence.Place?.Segment ?? string.Empty;
        return path.StartsWith("resource.", StringComparison.Ordinal) && (last == "name" || last.EndsWith("_id", StringComparison.Ordinal) || last == "bucket");
    }

    private static bool IsPulumiResource(PlacedOccurrence place) =>
        place.File.Path.Name is "Pulumi.yaml" or "Pulumi.yml" or "Main.yaml" && place.Occurrence.Label == Label.Key && place.Occurrence.Place?.Segments() is ["resources", _];

    private static bool IsStatePlace(PlacedOccurrence place) =>
        place.Occurrence.Label == Label.Value && Path(place.Occurrence).StartsWith("terraform.backend.", StringComparison.Ordinal);

    private static bool IsCheckName(PlacedOccurrence place)
    {
        if (!place.File.Path.Value.StartsWith(".github/workflows/", StringComparison.Ordinal)) return false;
        var segments = place.Occurrence.Place?.Segments() ?? [];
        return segments is ["name"] or ["jobs", _] or ["jobs", _, "name"];
    }

    private static bool IsRepositoryAddress(PlacedOccurrence place) => place.Occurrence.Verdict.Code.StartsWith("own-", StringComparison.Ordinal);

    private static bool IsHost(PlacedOccurrence place) => place.Occurrence.Verdict.Code.Contains("host", StringComparison.Ordinal) || place.Occurrence.Verdict.Code.Contains("domain", StringComparison.Ordinal);

    private static bool IsImage(PlacedOccurrence place) =>
        place.Occurrence.Verdict.Code.Contains("image", StringComparison.Ordinal) || place.Occurrence.Place?.Segment is "image" or "repository";
}
