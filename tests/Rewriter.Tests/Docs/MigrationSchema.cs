using System.Text.Json.Nodes;

namespace Rewriter.Tests.Docs;

/// <summary>docs/schema/migration.schema.json, as far as the tests read it: references, keys and samples.</summary>
internal sealed class MigrationSchema
{
    private const string Definitions = "#/$defs/";
    private readonly Dictionary<string, JsonObject> _closed = new(StringComparer.Ordinal);
    private int _branch;

    public MigrationSchema(string json) => Root = JsonNode.Parse(json)!.AsObject();

    public JsonObject Root { get; }

    /// <summary>The definition of a name.</summary>
    public JsonObject Definition(string name) => Root["$defs"]![name]!.AsObject();

    /// <summary>The schema itself, or the definition that it refers to.</summary>
    public JsonObject Resolve(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? Definition(reference[Definitions.Length..]) : schema.AsObject();

    /// <summary>
    /// A file that has every key of the schema, and in each mapping of known keys one more that nobody knows; its name
    /// leads to the mapping in <paramref name="closed"/>. Where keys exclude each other, <paramref name="branch"/>
    /// says which are taken.
    /// </summary>
    public JsonNode Sample(int branch, out IReadOnlyDictionary<string, JsonObject> closed)
    {
        _closed.Clear();
        _branch = branch;
        var sample = SampleOf(Root);
        closed = _closed;
        return sample;
    }

    private JsonNode SampleOf(JsonNode reference)
    {
        var schema = Resolve(reference);
        if (schema["const"] is { } constant) return constant.DeepClone();
        if (schema["enum"] is JsonArray choices) return choices[0]!.DeepClone();
        if (schema["anyOf"] is JsonArray variants && schema["type"] is null) return SampleOf(variants[0]!);
        return schema["type"] is JsonValue type ? type.GetValue<string>() switch
        {
            "object" => Mapping(schema),
            "array" => new JsonArray([.. Items(schema["items"]!).Select(SampleOf)]),
            "boolean" => false,
            "integer" => 1,
            _ => "1s",
        } : "x";
    }

    // A list of steps has one of every kind.
    private IEnumerable<JsonNode> Items(JsonNode item) =>
        Resolve(item)["allOf"] is JsonArray kinds ? kinds.Select(k => k!["then"]!) : [item];

    private JsonObject Mapping(JsonObject schema)
    {
        if (schema["additionalProperties"] is JsonObject any) return new JsonObject { ["x"] = SampleOf(any) };
        var left = schema["oneOf"] is JsonArray branches ? Required(branches[1 - _branch]!).Except(Required(branches[_branch]!)).ToHashSet() : [];
        var mapping = new JsonObject();
        foreach (var (key, value) in schema["properties"]!.AsObject().Where(p => !left.Contains(p.Key))) mapping[key] = SampleOf(value!);
        var unknown = $"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX{_closed.Count}";
        _closed.Add(unknown, schema);
        mapping[unknown] = "x";
        return mapping;
    }

    private static IEnumerable<string> Required(JsonNode branch) => branch["required"]!.AsArray().Select(k => k!.GetValue<string>());
}
