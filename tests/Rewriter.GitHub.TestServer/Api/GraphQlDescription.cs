using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer.Api;

/// <summary>GitHub's GraphQL schema, as far as it is needed, and a check of documents and variables against it.</summary>
public sealed class GraphQlDescription
{
    private readonly JsonObject _objects;
    private readonly JsonObject _inputs;
    private readonly HashSet<string> _scalars;

    private GraphQlDescription(JsonObject root)
    {
        _objects = root["objects"]!.AsObject();
        _inputs = root["inputs"]!.AsObject();
        _scalars = [.. root["scalars"]!.AsArray().Select(s => s!.GetValue<string>())];
    }

    /// <summary>The vendored slice.</summary>
    public static GraphQlDescription Vendored { get; } = new(DescriptionResource.Load("graphql.json"));

    /// <summary>What the schema does not allow of an operation; empty where all is well.</summary>
    public IReadOnlyList<string> Check(GraphQlDocument document, JsonObject? variables)
    {
        var problems = new List<string>();
        foreach (var (name, type) in document.Variables)
        {
            if (variables?.ContainsKey(name) == true) CheckValue(type, variables[name], "$" + name, problems);
            else if (type.EndsWith('!')) problems.Add($"the variable ${name} is missing");
        }

        foreach (var (name, _) in variables ?? []) if (!document.Variables.ContainsKey(name)) problems.Add($"the variable ${name} is not declared");
        CheckSelection(document.IsMutation ? "Mutation" : "Query", document.Selection, document, problems);
        return problems;
    }

    private void CheckSelection(string type, IReadOnlyList<GraphQlField> selection, GraphQlDocument document, List<string> problems)
    {
        foreach (var field in selection)
        {
            if (_objects[type]?[field.Name] is not { } description)
            {
                problems.Add($"the type {type} has no field '{field.Name}'");
                continue;
            }

            CheckArguments(description["arguments"]!.AsObject(), field.Arguments, $"{type}.{field.Name}", document, problems);
            var named = description["type"]!.GetValue<string>().Trim('[', ']', '!');
            if (_scalars.Contains(named) != (field.Selection.Count == 0)) problems.Add($"{type}.{field.Name} is of the type {named}: fields are to be selected of objects only");
            CheckSelection(named, field.Selection, document, problems);
        }
    }

    private void CheckArguments(JsonObject described, IReadOnlyDictionary<string, object> given, string at, GraphQlDocument document, List<string> problems)
    {
        foreach (var (name, value) in given)
        {
            if (described[name] is not { } argument) problems.Add($"{at} has no argument '{name}'");
            else CheckArgument(argument["type"]!.GetValue<string>(), value, $"{at}.{name}", document, problems);
        }

        foreach (var (name, argument) in described)
        {
            if (argument!["type"]!.GetValue<string>().EndsWith('!') && !argument["hasDefault"]!.GetValue<bool>() && !given.ContainsKey(name)) problems.Add($"{at} needs the argument '{name}'");
        }
    }

    // A value in the document is the name of a variable, or an object of such values.
    private void CheckArgument(string type, object value, string at, GraphQlDocument document, List<string> problems)
    {
        if (value is string variable)
        {
            if (!document.Variables.TryGetValue(variable, out var declared)) problems.Add($"{at}: ${variable} is not declared");
            else if (declared.TrimEnd('!') != type.TrimEnd('!') || (type.EndsWith('!') && !declared.EndsWith('!'))) problems.Add($"{at}: ${variable} is {declared}, not {type}");
        }
        else if (_inputs[type.TrimEnd('!')] is JsonObject fields)
        {
            CheckArguments(fields, (IReadOnlyDictionary<string, object>)value, at, document, problems);
        }
        else
        {
            problems.Add($"{at} is {type}, which is no object");
        }
    }

    private void CheckValue(string type, JsonNode? value, string at, List<string> problems)
    {
        var bare = type.TrimEnd('!');
        if (value is null)
        {
            if (type.EndsWith('!')) problems.Add($"{at} is null");
        }
        else if (bare.StartsWith('['))
        {
            if (value is not JsonArray items) problems.Add($"{at} is no list");
            else for (var i = 0; i < items.Count; i++) CheckValue(bare[1..^1], items[i], $"{at}[{i}]", problems);
        }
        else if (_inputs[bare] is JsonObject fields)
        {
            if (value is not JsonObject members) problems.Add($"{at} is no object");
            else CheckMembers(fields, members, at, problems);
        }
        else if (!_scalars.Contains(bare))
        {
            problems.Add($"{at}: there is no type {bare}");
        }
        else if (!IsOf(bare, value))
        {
            problems.Add($"{at}: {value.ToJsonString()} is no {bare}");
        }
    }

    private void CheckMembers(JsonObject fields, JsonObject members, string at, List<string> problems)
    {
        foreach (var (name, member) in members)
        {
            if (fields[name] is { } field) CheckValue(field["type"]!.GetValue<string>(), member, $"{at}.{name}", problems);
            else problems.Add($"{at} has no field '{name}'");
        }

        foreach (var (name, field) in fields)
        {
            if (field!["type"]!.GetValue<string>().EndsWith('!') && !field["hasDefault"]!.GetValue<bool>() && !members.ContainsKey(name)) problems.Add($"{at}.{name} is missing");
        }
    }

    private static bool IsOf(string scalar, JsonNode value) => scalar switch
    {
        "Boolean" => value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "Int" => value.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        "GitObjectID" => value.GetValueKind() == System.Text.Json.JsonValueKind.String && value.GetValue<string>() is { Length: 40 } id && id.All(char.IsAsciiHexDigitLower),
        "GitRefname" => value.GetValueKind() == System.Text.Json.JsonValueKind.String && value.GetValue<string>().StartsWith("refs/", StringComparison.Ordinal),
        _ => value.GetValueKind() == System.Text.Json.JsonValueKind.String,
    };
}
