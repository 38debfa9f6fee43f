using System.Collections.Immutable;
using System.Text.Json;

namespace Rewriter.Deployment;

/// <summary>Turns a parsed description into a stack, collecting every problem with its JSON path.</summary>
internal sealed class StackJsonReader
{
    private static readonly string[] StackKeys = ["name", "generation", "project", "resources"];
    private static readonly string[] ResourceKeys = ["address", "role", "type", "logicalName", "physicalName", "importId", "inputs", "options"];
    private static readonly string[] OptionKeys = ["protect", "retainOnDelete", "deleteBeforeReplace", "aliases", "dependsOn", "ignoreChanges"];

    private readonly ImmutableArray<StackReadProblem>.Builder _problems = ImmutableArray.CreateBuilder<StackReadProblem>();

    public StackReadResult Read(JsonElement root)
    {
        if (!IsObject(root, "$", StackKeys)) return new StackReadResult(null, _problems.ToImmutable());
        var (name, generation, project) = (Text(root, "$", "name"), Text(root, "$", "generation"), Text(root, "$", "project"));
        var resources = ImmutableArray.CreateBuilder<ResourceDeclaration>();
        if (!root.TryGetProperty("resources", out var list) || list.ValueKind != JsonValueKind.Array) Report("$.resources", "an array is expected here.");
        else foreach (var item in list.EnumerateArray()) Add(resources, item, $"$.resources[{resources.Count}]");

        return _problems.Count > 0
            ? new StackReadResult(null, _problems.ToImmutable())
            : new StackReadResult(new StackDescription(name!, generation!, project!, resources.ToImmutable()), []);
    }

    private void Add(ImmutableArray<ResourceDeclaration>.Builder resources, JsonElement item, string path)
    {
        var address = IsObject(item, path, ResourceKeys) ? Text(item, path, "address") : null;
        if (address is not null && resources.Any(r => r.Address == address)) Report($"{path}.address", $"the address '{address}' is declared twice.");
        resources.Add(new ResourceDeclaration
        {
            Address = address ?? string.Empty,
            Role = Text(item, path, "role") ?? string.Empty,
            Type = Text(item, path, "type") ?? string.Empty,
            LogicalName = Text(item, path, "logicalName") ?? string.Empty,
            PhysicalName = OptionalText(item, path, "physicalName"),
            ImportId = OptionalText(item, path, "importId"),
            Inputs = Inputs(item, path),
            Options = Options(item, path),
        });
    }

    private StackMap Inputs(JsonElement item, string path)
    {
        if (!Member(item, "inputs", out var inputs)) return StackMap.Empty;
        if (inputs.ValueKind == JsonValueKind.Object) return StackValueConverter.FromElement(inputs).Members;
        Report($"{path}.inputs", "an object is expected here.");
        return StackMap.Empty;
    }

    private ResourceOptions Options(JsonElement item, string path)
    {
        if (!Member(item, "options", out var options) || !IsObject(options, path += ".options", OptionKeys)) return ResourceOptions.None;
        return new ResourceOptions
        {
            Protect = Flag(options, path, "protect"),
            RetainOnDelete = Flag(options, path, "retainOnDelete"),
            DeleteBeforeReplace = Flag(options, path, "deleteBeforeReplace"),
            Aliases = Texts(options, path, "aliases"),
            DependsOn = Texts(options, path, "dependsOn"),
            IgnoreChanges = Texts(options, path, "ignoreChanges"),
        };
    }

    private bool IsObject(JsonElement element, string path, string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Report(path, "an object is expected here.");
            return false;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name)) Report($"{path}.{property.Name}", $"unknown key; known are {string.Join(", ", known)}.");
        }

        return true;
    }

    private string? Text(JsonElement element, string path, string key)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        if (Member(element, key, out _)) return OptionalText(element, path, key);
        Report($"{path}.{key}", "this key is missing.");
        return null;
    }

    private string? OptionalText(JsonElement element, string path, string key)
    {
        if (!Member(element, key, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        Report($"{path}.{key}", "a string that is not empty is expected here.");
        return null;
    }

    private bool Flag(JsonElement element, string path, string key)
    {
        if (!Member(element, key, out var value)) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Report($"{path}.{key}", "true or false is expected here.");
        return false;
    }

    private ImmutableArray<string> Texts(JsonElement element, string path, string key)
    {
        if (!Member(element, key, out var value)) return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(i => i.GetString()!)];
        Report($"{path}.{key}", "an array of strings is expected here.");
        return [];
    }

    private static bool Member(JsonElement element, string key, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private void Report(string path, string message) => _problems.Add(new StackReadProblem(path, message));
}
