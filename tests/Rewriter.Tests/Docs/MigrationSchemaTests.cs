using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Rewriter.Definitions;
using Rewriter.Migrations.Reading;
using Rewriter.Migrations.Steps;
using Rewriter.Syntax;
using Rewriter.Tests.Deployment;
using Rewriter.Text;

namespace Rewriter.Tests.Docs;

/// <summary>The schema of migrations says what the reader reads.</summary>
public sealed class MigrationSchemaTests
{
    private static readonly MigrationSchema Schema = new(File.ReadAllText(Path.Combine(Repository.Root, "docs", "schema", "migration.schema.json")));

    // An exclusion is of whole files; the reader shares the reading of a selection and takes these without effect.
    private static readonly string[] WithoutEffect = ["labels", "languages", "paths"];

    [Fact]
    public void Every_kind_of_step_has_an_entry()
    {
        var step = Schema.Definition("step");

        Assert.Equal(StepCatalog.Names, step["properties"]!["kind"]!["enum"]!.AsArray().Select(k => k!.GetValue<string>()));
        Assert.Equal(
            StepCatalog.Names.Select(k => (k, $"#/$defs/step-{k}")),
            step["allOf"]!.AsArray().Select(e => (e!["if"]!["properties"]!["kind"]!["const"]!.GetValue<string>(), e["then"]!["$ref"]!.GetValue<string>())));
    }

    [Fact]
    public void Every_label_has_an_entry() =>
        Assert.Equal(Enum.GetNames<Label>().Select(l => l.ToLowerInvariant()), Schema.Definition("rule")["properties"]!["labels"]!["anyOf"]![0]!["enum"]!.AsArray().Select(l => l!.GetValue<string>()));

    [Fact]
    public void The_reader_knows_the_keys_of_the_schema_and_no_others()
    {
        var known = new Dictionary<JsonObject, SortedSet<string>>();
        foreach (var branch in new[] { 0, 1 }) Learn(branch, known);

        Assert.Equal(1 + Schema.Root["$defs"]!.AsObject().Count(d => d.Value!["additionalProperties"] is JsonValue), known.Count);
        foreach (var (schema, keys) in known)
        {
            if (schema == Schema.Definition("exclusion")) keys.ExceptWith(WithoutEffect);
            Assert.Equal(schema["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal), keys);
        }
    }

    [Fact]
    public void Every_key_is_described()
    {
        Schema.Sample(0, out var closed);

        Assert.All(closed.Values, mapping =>
            Assert.All(mapping["properties"]!.AsObject(), p => Assert.True((p.Value!["description"] ?? Schema.Resolve(p.Value)["description"]) is not null, p.Key)));
    }

    [Fact]
    public void The_examples_fit_the_schema()
    {
        var examples = Directory.GetDirectories(Path.Combine(Repository.Root, "examples")).Select(e => Path.Combine(e, "rewrite.yaml")).Where(File.Exists).ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, e => AssertFits(Schema.Root, Read(File.ReadAllText(e)), Path.GetFileName(Path.GetDirectoryName(e)!)));
    }

    // Each mapping has one unknown key; the message about it lists the known ones.
    private static void Learn(int branch, Dictionary<JsonObject, SortedSet<string>> known)
    {
        var file = FileOf(Schema.Sample(branch, out var closed).ToJsonString());
        var diagnostics = new List<Diagnostic>();
        Assert.Null(MigrationReader.Read(file, diagnostics));
        var unknown = diagnostics.Where(d => d.Id == "RW2002").Select(d => Regex.Match(d.GetMessage(CultureInfo.InvariantCulture), "^'(.*)' is no key of .*; known are: (.*)$")).ToList();

        Assert.Equal(closed.Keys.Order(StringComparer.Ordinal), unknown.Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        foreach (var match in unknown)
        {
            var schema = closed[match.Groups[1].Value];
            if (!known.TryGetValue(schema, out var keys)) known[schema] = keys = new SortedSet<string>(StringComparer.Ordinal);
            keys.UnionWith(match.Groups[2].Value.Split(", "));
        }
    }

    private static void AssertFits(JsonNode reference, DefinitionNode value, string place)
    {
        var schema = Schema.Resolve(reference);
        if (schema["enum"] is JsonArray words) Assert.True(words.Any(w => w!.GetValue<string>() == Assert.IsType<DefinitionScalar>(value).Value), place);
        if (schema["anyOf"] is JsonArray variants && value is DefinitionList && schema["type"] is null) schema = variants[1]!.AsObject();
        if (value is DefinitionList list)
        {
            Assert.True(schema["items"] is not null, $"{place} is no list");
            for (var i = 0; i < list.Items.Length; i++) AssertFits(schema["items"]!, list.Items[i], $"{place}[{i}]");
        }

        if (value is not DefinitionMap map) return;
        var kind = map.Entries.FirstOrDefault(e => e.Key.Value == "kind").Value as DefinitionScalar;
        if (schema["allOf"] is not null) schema = Schema.Definition($"step-{kind!.Value}");
        foreach (var required in schema["required"]?.AsArray() ?? []) Assert.True(map.Entries.Any(e => e.Key.Value == required!.GetValue<string>()), $"{place} has no {required}");
        foreach (var (key, inner) in map.Entries)
        {
            var entry = schema["properties"]?[key.Value] ?? schema["additionalProperties"] as JsonObject;
            Assert.True(entry is not null, $"{place}.{key.Value} is not in the schema");
            AssertFits(entry, inner, $"{place}.{key.Value}");
        }
    }

    private static DefinitionMap Read(string text)
    {
        var diagnostics = new List<Diagnostic>();
        var root = DefinitionFile.Read(FileOf(text), diagnostics);
        Assert.Empty(diagnostics);
        return root!;
    }

    private static SourceFile FileOf(string text) => SourceFile.FromText(RepoPath.Parse("rewrite.yaml"), text);
}
