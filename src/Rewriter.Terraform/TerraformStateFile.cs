using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;

namespace Rewriter.Terraform;

/// <summary>Reads and puts together states in the form of <c>state pull</c> (version 4).</summary>
public static class TerraformStateFile
{
    /// <summary>
    /// The state; null where the text is empty or holds none. A state file does not say which attributes a provider holds
    /// secret, so inputs are read only for the types that the catalogue knows.
    /// </summary>
    /// <exception cref="JsonException">The text is no state.</exception>
    public static EngineState? Read(string key, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (root.Text("lineage") is not { Length: > 0 } lineage) return null;
        if (root.Member("version") is { ValueKind: JsonValueKind.Number } version && version.GetInt32() != 4) throw new JsonException($"The state has the version {version}, not 4.");
        return new EngineState
        {
            Key = key, Lineage = lineage, Serial = root.Member("serial")?.GetInt64() ?? 0,
            Resources = [.. root.Array("resources").Where(r => r.Text("mode") == "managed").SelectMany(Instances).OrderBy(r => r.Address, StringComparer.Ordinal)],
        };
    }

    /// <summary>The addresses of instances whose making failed halfway.</summary>
    internal static IEnumerable<string> Tainted(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.Array("resources").SelectMany(r => r.Array("instances").Where(i => i.Text("status") == "tainted").Select(i => AddressOf(r, i)))];
    }

    /// <summary>The attributes of each instance by address, as they stand in the text; without those that wait to be deleted.</summary>
    internal static IReadOnlyDictionary<string, JsonElement> Attributes(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new Dictionary<string, JsonElement>();
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Array("resources").Where(r => r.Text("mode") == "managed")
            .SelectMany(r => r.Array("instances").Where(i => i.Text("deposed") is null).Select(i => (Address: AddressOf(r, i), Attributes: i.Member("attributes"))))
            .Where(i => i.Attributes is not null).ToDictionary(i => i.Address, i => i.Attributes!.Value.Clone(), StringComparer.Ordinal);
    }

    /// <summary>The addresses of replaced objects that are still there.</summary>
    internal static IEnumerable<string> Deposed(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.Array("resources").SelectMany(r => r.Array("instances").Where(i => i.Text("deposed") is not null).Select(i => AddressOf(r, i)))];
    }

    /// <summary>The current state with the resources and outputs of an earlier one, as its successor; with none where there was no earlier one.</summary>
    internal static string Restore(string current, string? earlier)
    {
        var next = JsonNode.Parse(current)!.AsObject();
        var source = earlier is null ? null : JsonNode.Parse(earlier)!.AsObject();
        next["serial"] = next["serial"]!.GetValue<long>() + 1;
        next["resources"] = source?["resources"]?.DeepClone() ?? new JsonArray();
        next["outputs"] = source?["outputs"]?.DeepClone() ?? new JsonObject();
        next["check_results"] = source?["check_results"]?.DeepClone();
        return next.ToJsonString();
    }

    private static IEnumerable<ResourceState> Instances(JsonElement resource)
    {
        var type = resource.Text("type") ?? string.Empty;
        foreach (var instance in resource.Array("instances").Where(i => i.Text("deposed") is null))
        {
            var address = AddressOf(resource, instance);
            var attributes = instance.Member("attributes");
            var known = ResourceTypeCatalog.Find(type) is not null;
            yield return new ResourceState
            {
                Address = address, Type = ResourceTypeCatalog.TokenOf(type), Id = attributes?.Text("id") ?? address,
                Inputs = known ? Inputs(type, instance) : StackMap.Empty,
            };
        }
    }

    // The marks are paths; the first step of each is enough, what stands beside it is then sealed too.
    private static StackMap Inputs(string type, JsonElement instance)
    {
        var secret = instance.Array("sensitive_attributes").Select(p => p.ValueKind == JsonValueKind.Array && p.GetArrayLength() > 0 ? p[0].Text("value") : null).OfType<string>().Distinct(StringComparer.Ordinal);
        var marks = new JsonObject(secret.Select(s => KeyValuePair.Create(s, (JsonNode?)true))).ToElement();
        return new TerraformValues(type).Read(instance.Member("attributes"), marks, null).Without("id");
    }

    private static string AddressOf(JsonElement resource, JsonElement instance)
    {
        var address = $"{resource.Text("type")}.{resource.Text("name")}";
        if (resource.Text("module") is { } module) address = $"{module}.{address}";
        return instance.Member("index_key") switch
        {
            { ValueKind: JsonValueKind.Number } number => $"{address}[{number.GetRawText()}]",
            { ValueKind: JsonValueKind.String } text => $"{address}[\"{Escape(text.GetString()!)}\"]",
            _ => address,
        };
    }

    private static string Escape(string key) => key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}
