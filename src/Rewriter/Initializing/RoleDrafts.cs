using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Rules;

namespace Rewriter.Initializing;

/// <summary>Makes roles of findings: one a name, whatever generation it was found in.</summary>
internal static class RoleDrafts
{
    public static ImmutableArray<RoleDraft> Make(IEnumerable<NameFinding> findings, GenerationWords words)
    {
        var drafts = new List<RoleDraft>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var named = findings.Where(f => f.Use != NameUse.Lasting && words.IsIn(f.Text)).GroupBy(f => words.Older(f.Text), StringComparer.Ordinal);
        foreach (var group in named.OrderBy(g => g.Min(Rank)).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var isCommon = words.IsBare(group.Key);
            var places = group.Where(f => !isCommon || Selects(f)).OrderBy(Rank).ThenBy(f => f.Place, StringComparer.Ordinal).ToImmutableArray();
            if (places.IsEmpty) continue;
            var type = places.Select(f => f.Type).FirstOrDefault(t => t is not null && ResourceTypeCatalog.Find(t) is not null);
            var names = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(words.From, group.Key), KeyValuePair.Create(words.To, words.Newer(group.Key))]);
            if (names.Values.Distinct().Count() < 2) continue;
            var role = new Role(Unique(IdOf(places[0], type, words.Rest(group.Key)), ids), type is null ? null : ResourceTypeCatalog.TokenOf(type), names, isCommon);
            drafts.Add(new RoleDraft(role, places));
        }

        return [.. drafts.OrderBy(d => d.Role.IsCommonWord).ThenBy(d => TypeRank(d.Role)).ThenBy(d => d.Findings.Min(Rank))];
    }

    // A common word counts only where a structural path singles its place out.
    private static bool Selects(NameFinding finding) =>
        finding is { File: { } file, Path.Parent: not null } && file.Document.Leaves.Any(l => l.Path == finding.Path && l.Languages.Depth == 1);

    private static int Rank(NameFinding finding) => finding switch
    {
        { Use: NameUse.State } => 4,
        { Type: not null, File.Kind: FileKind.Terraform } => 0,
        { Type: not null } => 1,
        { File.Kind: FileKind.Terraform } => 2,
        _ => 3,
    };

    private static int TypeRank(Role role) => role.Type switch { ResourceTypes.Service => 0, ResourceTypes.Job => 1, ResourceTypes.Secret => 2, not null => 3, _ => 4 };

    private static string IdOf(NameFinding place, string? type, string rest)
    {
        var key = Kebab(place.Key);
        if (place.Use == NameUse.State) return "state-prefix";
        if (place.Use == NameUse.Part) return rest.Length > 0 ? rest + "-part" : key.Contains("prefix", StringComparison.Ordinal) ? key : "name-part";
        if (place.Use == NameUse.Label && rest.Length == 0) return key + "-label";
        return (type is null ? null : ResourceTypeCatalog.TokenOf(type)) switch
        {
            ResourceTypes.Service => "service",
            ResourceTypes.Job => rest.Length == 0 ? "job" : rest.EndsWith("job", StringComparison.Ordinal) ? rest : rest + "-job",
            ResourceTypes.Secret => rest.Length == 0 ? "secret" : "secret-" + rest,
            _ => rest.Length > 0 ? rest : key,
        };
    }

    private static string Kebab(string key) =>
        string.Join('-', Naming.NameWords.Split(key).Select(w => w.ToLowerInvariant())) is { Length: > 0 } kebab ? kebab : "name";

    private static string Unique(string id, HashSet<string> taken)
    {
        var unique = id;
        for (var number = 2; !taken.Add(unique); number++) unique = $"{id}-{number}";
        return unique;
    }
}
