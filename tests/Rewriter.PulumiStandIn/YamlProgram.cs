using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rewriter.PulumiStandIn;

/// <summary>A program of the YAML runtime.</summary>
internal sealed class YamlProgram
{
    private YamlProgram(string project, JsonObject config, List<Resource> resources) => (Project, Config, Resources) = (project, config, resources);

    public string Project { get; }

    /// <summary>What the program wants to be configured, by key.</summary>
    public JsonObject Config { get; }

    public List<Resource> Resources { get; }

    /// <summary>Reads <c>Pulumi.yaml</c> of a folder.</summary>
    public static YamlProgram Read(string folder)
    {
        var path = Path.Combine(folder, "Pulumi.yaml");
        if (!File.Exists(path)) throw new Refusal(Refusal.Configuration, "no Pulumi.yaml project file found");
        var root = Parse(path);
        var runtime = root["runtime"] is JsonObject named ? named["name"]?.GetValue<string>() : root["runtime"]?.GetValue<string>();
        if (runtime != "yaml") throw new Refusal(Refusal.Generic, $"the language runtime '{runtime}' is not installed");
        var resources = (root["resources"] as JsonObject ?? []).Select(r => Declared(r.Key, r.Value as JsonObject ?? []));
        return new YamlProgram(root["name"]!.GetValue<string>(), root["config"] as JsonObject ?? [], [.. resources]);
    }

    /// <summary>A program that is not read from a file.</summary>
    public static YamlProgram Of(string project, IEnumerable<Resource> resources) => new(project, [], [.. resources]);

    /// <summary>Only the project's name, for commands that run no program.</summary>
    public static string ProjectOf(string folder) => Parse(Path.Combine(folder, "Pulumi.yaml"))["name"]?.GetValue<string>() ?? throw new Refusal(Refusal.Configuration, "project is missing a 'name' attribute");

    /// <summary>Reads a file of YAML.</summary>
    public static JsonObject Parse(string path)
    {
        if (!File.Exists(path)) throw new Refusal(Refusal.Configuration, $"{Path.GetFileName(path)} was not found");
        var yaml = new YamlStream();
        using var reader = new StreamReader(path);
        yaml.Load(reader);
        return yaml.Documents.Count == 0 ? [] : Convert(yaml.Documents[0].RootNode) as JsonObject ?? [];
    }

    private static Resource Declared(string key, JsonObject body)
    {
        var known = new[] { "type", "name", "properties", "options" };
        if (body.FirstOrDefault(m => !known.Contains(m.Key)).Key is { } wrong) throw new Refusal(Refusal.Configuration, $"resource {key}: unknown field '{wrong}'");
        var type = body["type"]?.GetValue<string>() ?? throw new Refusal(Refusal.Configuration, $"resource {key} has no type");
        return new Resource(key, body["name"]?.GetValue<string>() ?? key, type, body["properties"] as JsonObject ?? [], body["options"] as JsonObject ?? []);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Convert(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode scalar => Scalar(scalar),
        _ => null,
    };

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? string.Empty;
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)) return JsonValue.Create(text);
        return text switch
        {
            "" or "null" or "~" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text),
        };
    }

    /// <summary>The parts of a text: bare ones, and what stands in <c>${…}</c>; <c>$${</c> is a bare <c>${</c>.</summary>
    public static IEnumerable<(bool IsReference, string Text)> Parts(string text)
    {
        var bare = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("$${"))
            {
                bare.Append("${");
                i += 2;
            }
            else if (text.AsSpan(i).StartsWith("${") && text.IndexOf('}', i) is > 0 and var end)
            {
                if (bare.Length > 0) yield return (false, bare.ToString());
                bare.Clear();
                yield return (true, text[(i + 2)..end]);
                i = end;
            }
            else
            {
                bare.Append(text[i]);
            }
        }

        if (bare.Length > 0) yield return (false, bare.ToString());
    }

    /// <summary>The names that a value refers to.</summary>
    public static IEnumerable<string> References(JsonNode? value) => value switch
    {
        JsonObject map => map.SelectMany(m => References(m.Value)),
        JsonArray list => list.SelectMany(References),
        JsonValue text when text.TryGetValue<string>(out var found) => Parts(found).Where(p => p.IsReference).Select(p => p.Text.Split('.', '[')[0]),
        _ => [],
    };
}
