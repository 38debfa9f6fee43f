using System.Globalization;
using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer.Api;

/// <summary>GitHub's description of its REST API, against which requests and answers are checked.</summary>
public sealed class RestDescription
{
    private readonly JsonObject _paths;
    private readonly SchemaChecker _schemas;

    private RestDescription(JsonObject root)
    {
        _paths = root["paths"]!.AsObject();
        _schemas = new SchemaChecker(root["schemas"]!.AsObject());
    }

    /// <summary>The vendored slice.</summary>
    public static RestDescription Vendored { get; } = new(DescriptionResource.Load("rest.json"));

    /// <summary>The operation that a request asks for; null where the description has none.</summary>
    public RestOperation? Find(string method, string path)
    {
        var segments = path.Trim('/').Split('/');
        var best = _paths
            .Select(p => (Template: p.Key, Item: p.Value!.AsObject(), Values: Match(p.Key.Trim('/').Split('/'), segments)))
            .Where(p => p.Values is not null && p.Item.ContainsKey(method.ToLowerInvariant()))
            .OrderBy(p => p.Values!.Count)
            .FirstOrDefault();
        return best.Values is null ? null : new RestOperation(method.ToUpperInvariant(), best.Template, best.Values, best.Item[method.ToLowerInvariant()]!.AsObject());
    }

    /// <summary>What the description does not allow of a request; empty where all is well.</summary>
    public IReadOnlyList<string> CheckRequest(RestOperation operation, IEnumerable<KeyValuePair<string, string>> query, JsonNode? body)
    {
        var problems = new List<string>();
        var parameters = operation.Description["parameters"]!.AsArray().Select(p => p!.AsObject()).ToList();
        foreach (var (name, value) in operation.Values) CheckParameter(parameters, "path", name, value, problems);
        foreach (var (name, value) in query) CheckParameter(parameters, "query", name, value, problems);
        foreach (var missing in parameters.Where(p => p["required"]!.GetValue<bool>() && p["in"]!.GetValue<string>() == "query" && query.All(q => q.Key != p["name"]!.GetValue<string>())))
            problems.Add($"the query parameter '{missing["name"]}' is missing");

        var schema = operation.Description["body"];
        if (body is null && operation.Description["bodyRequired"]!.GetValue<bool>()) problems.Add("the body is missing");
        else if (body is not null && schema is null) problems.Add("a body is sent where none is described");
        else if (body is not null) problems.AddRange(_schemas.Check(schema!, body, "body", demandRequired: true));
        return problems;
    }

    /// <summary>What the description does not know of an answer: a status, a field, a type. Fields may be left out.</summary>
    public IReadOnlyList<string> CheckAnswer(RestOperation operation, int status, JsonNode? body)
    {
        var responses = operation.Description["responses"]!.AsObject();
        var key = status.ToString(CultureInfo.InvariantCulture);

        // Refusals that every operation can meet are described unevenly.
        if (status is 401 or 403 or 404 or 422 or 429 or >= 500) return [];
        if (!responses.ContainsKey(key)) return [$"the status {key} is not described"];
        return body is not null && responses[key] is { } schema ? [.. _schemas.Check(schema, body, "answer", demandRequired: false)] : [];
    }

    private void CheckParameter(List<JsonObject> parameters, string place, string name, string value, List<string> problems)
    {
        if (parameters.FirstOrDefault(p => p["in"]!.GetValue<string>() == place && p["name"]!.GetValue<string>() == name) is not { } parameter)
        {
            problems.Add($"the {place} parameter '{name}' is not described");
            return;
        }

        var schema = parameter["schema"]!;
        var isNumber = schema["type"]?.GetValue<string>() is "integer";
        if (isNumber && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)) problems.Add($"{name}: '{value}' is no number");
        else problems.AddRange(_schemas.Check(schema, isNumber ? JsonValue.Create(long.Parse(value, CultureInfo.InvariantCulture)) : JsonValue.Create(value)!, name, demandRequired: true));
    }

    // A name of a ref may hold '/' and takes all that is left.
    private static Dictionary<string, string>? Match(string[] template, string[] segments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < template.Length; i++)
        {
            if (i >= segments.Length) return null;
            if (!template[i].StartsWith('{'))
            {
                if (template[i] != segments[i]) return null;
                continue;
            }

            var name = template[i].Trim('{', '}');
            var takesAll = name is "ref" or "basehead" && i == template.Length - 1 && template.Contains("git") | name == "basehead";
            if (takesAll)
            {
                values[name] = Uri.UnescapeDataString(string.Join('/', segments[i..]));
                return values;
            }

            values[name] = Uri.UnescapeDataString(segments[i]);
        }

        return template.Length == segments.Length ? values : null;
    }
}
