using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer.Api;

/// <summary>Checks JSON against the schemas of OpenAPI 3.0, as far as GitHub uses them. A field that is not described is a fault.</summary>
internal sealed class SchemaChecker(JsonObject schemas)
{
    private const string Local = "#/components/schemas/";
    private static readonly string[] Unions = ["oneOf", "anyOf", "allOf"];

    public IEnumerable<string> Check(JsonNode schema, JsonNode? value, string at, bool demandRequired)
    {
        var rules = Resolve(schema);
        if (value is null || value.GetValueKind() == JsonValueKind.Null) return rules["nullable"]?.GetValue<bool>() == true || Branches(rules).Any(b => IsNullable(b)) || rules.Count == 0 ? [] : [$"{at} is null"];
        foreach (var union in Unions.Where(u => u != "allOf"))
        {
            if (rules[union] is not JsonArray branches) continue;
            var results = branches.Select(b => Check(Merge(rules, union, Resolve(b!)), value, at, demandRequired).ToList()).ToList();
            return results.Any(r => r.Count == 0) ? [] : results.MinBy(r => r.Count)!;
        }

        if (rules["allOf"] is JsonArray all) rules = all.Select(a => Resolve(a!)).Aggregate(Without(rules, "allOf"), (sum, next) => Merge(sum, "allOf", next));
        return CheckPlain(rules, value, at, demandRequired);
    }

    private IEnumerable<string> CheckPlain(JsonObject rules, JsonNode value, string at, bool demandRequired)
    {
        var type = rules["type"]?.GetValue<string>() ?? (rules.ContainsKey("properties") ? "object" : null);
        var kind = value.GetValueKind();
        if (type is not null && !Fits(type, kind, value))
        {
            yield return $"{at} is {kind}, not {type}";
            yield break;
        }

        if (rules["enum"] is JsonArray choices && choices.All(c => !JsonNode.DeepEquals(c, value))) yield return $"{at}: {value.ToJsonString()} is none of {choices.ToJsonString()}";
        var nested = kind switch
        {
            JsonValueKind.String => CheckLength(rules, value.GetValue<string>().Length, "maxLength", "minLength", at),
            JsonValueKind.Array => CheckLength(rules, value.AsArray().Count, "maxItems", "minItems", at).Concat(CheckItems(rules, value.AsArray(), at, demandRequired)),
            JsonValueKind.Object => CheckLength(rules, value.AsObject().Count, "maxProperties", "minProperties", at).Concat(CheckObject(rules, value.AsObject(), at, demandRequired)),
            _ => [],
        };
        foreach (var problem in nested) yield return problem;
    }

    private IEnumerable<string> CheckItems(JsonObject rules, JsonArray items, string at, bool demandRequired) =>
        rules["items"] is { } schema ? items.SelectMany((item, i) => Check(schema, item, $"{at}[{i}]", demandRequired)) : [];

    private IEnumerable<string> CheckObject(JsonObject rules, JsonObject value, string at, bool demandRequired)
    {
        if (demandRequired)
        {
            foreach (var name in rules["required"]?.AsArray().Select(r => r!.GetValue<string>()).Where(r => !value.ContainsKey(r)) ?? []) yield return $"{at}.{name} is missing";
        }

        var properties = rules["properties"] as JsonObject;
        foreach (var (name, member) in value)
        {
            if (properties?[name] is { } schema)
            {
                foreach (var problem in Check(schema, member, $"{at}.{name}", demandRequired)) yield return problem;
            }
            else if (rules["additionalProperties"] is JsonObject more)
            {
                foreach (var problem in Check(more, member, $"{at}.{name}", demandRequired)) yield return problem;
            }
            else if (properties is not null && rules["additionalProperties"]?.GetValue<bool>() != true)
            {
                yield return $"{at}.{name} is not described";
            }
        }
    }

    private static IEnumerable<string> CheckLength(JsonObject rules, int length, string most, string least, string at)
    {
        if (rules[most] is { } max && length > max.GetValue<int>()) yield return $"{at} has {length}, more than {most} {max}";
        if (rules[least] is { } min && length < min.GetValue<int>()) yield return $"{at} has {length}, fewer than {least} {min}";
    }

    private static bool Fits(string type, JsonValueKind kind, JsonNode value) => type switch
    {
        "string" => kind == JsonValueKind.String,
        "integer" => kind == JsonValueKind.Number && value.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-'),
        "number" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "array" => kind == JsonValueKind.Array,
        "object" => kind == JsonValueKind.Object,
        _ => false,
    };

    private IEnumerable<JsonObject> Branches(JsonObject rules) =>
        Unions.SelectMany(u => rules[u]?.AsArray() ?? []).Select(b => Resolve(b!));

    private bool IsNullable(JsonObject rules) => rules["nullable"]?.GetValue<bool>() == true || Branches(rules).Any(IsNullable);

    private JsonObject Resolve(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? Resolve(schemas[reference[Local.Length..]]!) : schema.AsObject();

    private static JsonObject Without(JsonObject rules, string name)
    {
        var copy = rules.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }

    // A branch of a union may speak of required fields only; the properties stand around it.
    private static JsonObject Merge(JsonObject around, string union, JsonObject branch)
    {
        var merged = Without(around, union);
        foreach (var (name, value) in branch)
        {
            if (name is "properties" && merged[name] is JsonObject properties)
            {
                foreach (var (property, schema) in value!.AsObject()) properties[property] = schema!.DeepClone();
            }
            else if (name is "required" && merged[name] is JsonArray required)
            {
                foreach (var one in value!.AsArray()) required.Add(one!.DeepClone());
            }
            else
            {
                merged[name] = value?.DeepClone();
            }
        }

        return merged;
    }
}
