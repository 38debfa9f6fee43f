using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewriter.Migrations.Steps;
using Rewriter.Tests.Deployment;
using Rewriter.Tests.Migrations;

namespace Rewriter.Tests.Docs;

/// <summary>docs/steps.md lists every kind of step and every key of it, and none that there is not.</summary>
public sealed partial class StepsPageTests
{
    private const string Common = "Keys of all kinds";
    private static readonly MigrationSchema Schema = new(File.ReadAllText(Path.Combine(Repository.Root, "docs", "schema", "migration.schema.json")));
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "steps.md")).ReplaceLineEndings("\n");

    private static readonly Dictionary<string, string> Sections = Section().Matches(Page).ToDictionary(s => s.Groups["title"].Value, s => s.Groups["text"].Value, StringComparer.Ordinal);

    public static TheoryData<string> Kinds => [.. StepCatalog.Names];

    [Fact]
    public void Every_kind_has_a_section_and_nothing_else_has_one() =>
        Assert.Equal(StepCatalog.Names, Sections.Keys.Where(t => t is not (Common or "Smaller parts")));

    [Fact]
    public void The_keys_of_all_kinds_are_those_that_each_kind_has()
    {
        var everywhere = StepCatalog.Names.Select(KeysOf).Aggregate((a, b) => [.. a.Intersect(b, StringComparer.Ordinal)]);

        Assert.Equal(Rows("wait", everywhere.Contains), RowsIn(Sections[Common]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_is_described_with_its_keys_as_the_schema_has_them(string kind)
    {
        var common = RowsIn(Sections[Common]).Select(r => KeyOf(r)).ToHashSet(StringComparer.Ordinal);

        Assert.StartsWith($"\n{Schema.Definition($"step-{kind}")["description"]}", Sections[kind], StringComparison.Ordinal);
        Assert.Equal(Rows(kind, k => !common.Contains(k)), RowsIn(Sections[kind]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_says_what_it_fails_on_what_a_rollback_does_and_what_it_gives(string kind)
    {
        var outputs = StepSamples.Read(kind).OutputNames;

        Assert.Matches("(?m)^- Fails on: .+\\.$", Sections[kind]);
        Assert.Matches("(?m)^- Rollback: .+\\.$", Sections[kind]);
        Assert.Equal(outputs.IsEmpty ? null : $"{string.Join(", ", outputs.Select(o => $"`{o}`"))}.", Outputs().Match(Sections[kind]) is { Success: true } said ? said.Groups[1].Value : null);
    }

    [Fact]
    public void Every_outcome_is_explained() =>
        Assert.All(Enum.GetNames<StepOutcome>(), o => Assert.Contains($"`{o.ToLowerInvariant()}`", Page[..Page.IndexOf($"## {Common}", StringComparison.Ordinal)], StringComparison.Ordinal));

    private static ICollection<string> KeysOf(string kind) => [.. Schema.Definition($"step-{kind}")["properties"]!.AsObject().Select(p => p.Key)];

    private static List<string> RowsIn(string section) => [.. Row().Matches(section).Select(r => r.Value)];

    private static string KeyOf(string row) => row[(row.IndexOf('`') + 1)..row.LastIndexOf('`', row.IndexOf(" | ", 2, StringComparison.Ordinal))];

    private static List<string> Rows(string kind, Func<string, bool> isAsked) =>
        [.. RowsOf(Schema.Definition($"step-{kind}"), string.Empty).Where(r => isAsked(r.Key.Split('.')[0])).Select(r => r.Row)];

    // The rows of a mapping's keys, each followed by those of the mapping that it leads to. The checks of a step are steps.
    private static IEnumerable<(string Key, string Row)> RowsOf(JsonObject mapping, string before)
    {
        var required = mapping["required"]?.AsArray().Select(r => r!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (name, entry) in mapping["properties"]!.AsObject())
        {
            var schema = Schema.Resolve(entry!);
            var description = (entry!["description"] ?? schema["description"])!.GetValue<string>();
            var otherwise = (entry["default"] ?? schema["default"]) is { } value ? $" Default: {value}." : string.Empty;
            yield return (before + name, $"| `{before}{name}`{(required.Contains(name) ? " (required)" : string.Empty)} | {description}{otherwise} |");

            var inner = schema["items"] is { } item ? Schema.Resolve(item) : schema;
            if (inner["properties"] is null || inner["additionalProperties"] is not JsonValue) continue;
            foreach (var row in RowsOf(inner, $"{before}{name}.")) yield return row;
        }
    }

    [GeneratedRegex("^## (?<title>[^\n]+)\n(?<text>.*?)(?=^## |\\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("^\\| `.*\\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^- Outputs: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Outputs();
}
