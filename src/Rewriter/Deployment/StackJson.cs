using System.Text;
using System.Text.Json;

namespace Rewriter.Deployment;

/// <summary>Reads and writes the JSON that <c>describe</c> prints and that a stack program of a user's own prints.</summary>
public static class StackJson
{
    /// <summary>The description as JSON: the same stack gives the same bytes. LF, with a line end at the end.</summary>
    public static string Write(StackDescription stack)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = DeploymentJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("name", stack.Name);
            json.WriteString("generation", stack.Generation);
            json.WriteString("project", stack.Project);
            json.WriteStartArray("resources");
            foreach (var resource in stack.Resources) Write(json, resource);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    /// <summary>Reads a description. Unknown and missing keys, wrong kinds and repeated addresses are problems, each with its JSON path and place.</summary>
    public static StackReadResult Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var read = new StackJsonReader().Read(document.RootElement);
            return read with { Problems = [.. JsonOffsets.Place(text, read.Problems)] };
        }
        catch (JsonException twice) when (twice.LineNumber is null && JsonOffsets.FirstTwice(text) is var (path, offset))
        {
            return new StackReadResult(null, [new StackReadProblem(path, "this key stands twice.") { Offset = offset }]);
        }
        catch (JsonException broken)
        {
            return new StackReadResult(null, [new StackReadProblem("$", "this is not valid JSON.") { Offset = JsonOffsets.Of(text, broken) }]);
        }
    }

    private static void Write(Utf8JsonWriter json, ResourceDeclaration resource)
    {
        json.WriteStartObject();
        json.WriteString("address", resource.Address);
        json.WriteString("role", resource.Role);
        json.WriteString("type", resource.Type);
        json.WriteString("logicalName", resource.LogicalName);
        if (resource.PhysicalName is { } name) json.WriteString("physicalName", name);
        if (resource.ImportId is { } id) json.WriteString("importId", id);
        json.WritePropertyName("inputs");
        StackValueConverter.Write(json, resource.Inputs);
        json.WritePropertyName("options");
        Write(json, resource.Options);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ResourceOptions options)
    {
        json.WriteStartObject();
        if (options.Protect) json.WriteBoolean("protect", true);
        if (options.RetainOnDelete) json.WriteBoolean("retainOnDelete", true);
        if (options.DeleteBeforeReplace) json.WriteBoolean("deleteBeforeReplace", true);
        Write(json, "aliases", options.Aliases);
        Write(json, "dependsOn", options.DependsOn);
        Write(json, "ignoreChanges", options.IgnoreChanges);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string key, IReadOnlyCollection<string> items)
    {
        if (items.Count == 0) return;
        json.WriteStartArray(key);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
