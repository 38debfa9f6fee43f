using System.Collections.Immutable;
using Rewriter.Rules;
using Rewriter.Syntax;

namespace Rewriter.Initializing;

/// <summary>Makes the rules: one for each kind of file, for the names that nothing keeps.</summary>
/// <param name="files">All files with a word.</param>
/// <param name="roles">The roles.</param>
/// <param name="keeps">What is kept.</param>
internal sealed class RuleDrafts(ImmutableArray<SurveyedFile> files, ImmutableArray<RoleDraft> roles, ImmutableArray<Keep> keeps)
{
    private static readonly (string Id, string Why, FileKind[] Kinds)[] Groups =
    [
        ("terraform", "Terraform creates and finds the resources under these names.", [FileKind.Terraform]),
        ("terraform-workflow", "The workflow chooses the state, and passes the names that Terraform creates.", [FileKind.TerraformWorkflow]),
        ("manifests", "What these declare runs under these names.", [FileKind.Manifest]),
        ("deploy-workflow", "The workflow deploys to what bears these names.", [FileKind.DeployWorkflow]),
        ("workflows", "The workflows call the resources by these names.", [FileKind.Workflow]),
        ("tools", "People and scripts call the resources by these names.", [FileKind.Tool, FileKind.Script]),
        ("code", "The program calls the resources by these names; whether it means them is for a person to see.", [FileKind.Code]),
        ("documents", "People copy names from documents; these must name what exists.", [FileKind.Document]),
    ];

    private readonly RuleSet _all = new([.. roles.Select(r => r.Role)], keeps, []);

    public ImmutableArray<Rule> Make()
    {
        var rules = ImmutableArray.CreateBuilder<Rule>();
        foreach (var (id, why, kinds) in Groups)
        {
            var ofKind = files.Where(f => kinds.Contains(f.Kind)).ToList();
            var places = ofKind.Select(f => (File: f, Found: Accounted(f))).Where(p => p.Found.Length > 0).ToList();
            if (places.Count > 0) rules.Add(Complete(Draft(id, why, places), places));
            if (WordsRule(id, ofKind) is { } common) rules.Add(common);
        }

        return rules.ToImmutable();
    }

    /// <summary>The names of a file that nothing keeps, common words aside.</summary>
    private ImmutableArray<Occurrence> Accounted(SurveyedFile file) =>
        [.. _all.Occurrences(file.Source, file.Document).Where(o => !keeps.Any(k => k.Covers(o, file.Source)))];

    private Rule Draft(string id, string why, List<(SurveyedFile File, ImmutableArray<Occurrence> Found)> places)
    {
        var found = places.SelectMany(p => p.Found).ToList();
        var bearing = roles.Select(r => r.Role).Where(r => found.Any(o => o.Meanings.Any(m => m.Role == r))).ToImmutableArray();
        var where = new Selection([.. places.Select(p => Globs.Of(p.File.Path, files))], [], [], []);
        if (id is "terraform" or "terraform-workflow" && found.All(o => o.Label == Label.Value && o.Languages.Depth == 1 && o.Path.Parent is not null) && Paths(found.Select(o => o.Path)) is { Length: > 0 and <= 12 } paths)
            where = where with { Paths = paths, Labels = [Label.Value] };
        return new Rule(id, why, bearing, where, [], found.Count, id == "code" ? RuleSafety.Review : RuleSafety.Safe, []);
    }

    // A common word has a rule of its own, which means the very places where it was found to be a name.
    private Rule? WordsRule(string id, List<SurveyedFile> ofKind)
    {
        var common = roles.Where(r => r.Role.IsCommonWord).Select(r => (r.Role, Places: r.Findings.Where(f => ofKind.Contains(f.File!) && f.Path is not null).ToList())).Where(r => r.Places.Count > 0).ToList();
        if (common.Count == 0) return null;
        var places = common.SelectMany(c => c.Places).ToList();
        var where = new Selection(
            [.. places.Select(p => p.File!).Distinct().Select(f => Globs.Of(f.Path, files))],
            Paths(places.Select(p => p.Path!)),
            [.. places.Select(p => p.Label).Distinct()], []);
        var rule = new Rule(id + "-words", "In these places, and only here, the word itself is a name.", [.. common.Select(c => c.Role)], where, [], null, RuleSafety.Safe, []);
        var set = _all with { Rules = [rule] };
        var found = places.Select(p => p.File!).Distinct()
            .Select(f => (File: f, Found: set.Occurrences(f.Source, f.Document).Where(o => rule.Selects(o) && !keeps.Any(k => k.Covers(o, f.Source))).ToImmutableArray()))
            .Where(p => p.Found.Length > 0).ToList();
        return found.Count == 0 ? null : Complete(rule with { Expect = found.Sum(f => f.Found.Length) }, found);
    }

    private Rule Complete(Rule rule, List<(SurveyedFile File, ImmutableArray<Occurrence> Found)> places) =>
        rule with { Tests = new RuleTestMaker(_all, rule).Make(places) };

    private static ImmutableArray<PathPattern> Paths(IEnumerable<StructuralPath> paths)
    {
        var texts = paths.Select(p => p.ToString()).Distinct(StringComparer.Ordinal).ToList();
        return [.. Generalised(texts).Select(t => PathPattern.Parse(t, out _)).OfType<PathPattern>()];
    }

    // Three neighbours or more that differ in one segment are written as one pattern.
    private static IEnumerable<string> Generalised(List<string> texts)
    {
        var left = texts.ToList();
        foreach (var group in texts.Where(t => !t.Contains('[', StringComparison.Ordinal) && t.Count(c => c == '.') >= 2).GroupBy(Shape).Where(g => g.Count() >= 3))
        {
            yield return group.Key;
            left.RemoveAll(group.Contains);
        }

        foreach (var text in left) yield return text;
    }

    private static string Shape(string path)
    {
        var segments = path.Split('.');
        segments[^2] = "*";
        return string.Join('.', segments);
    }
}
