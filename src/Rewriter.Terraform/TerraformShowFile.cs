using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Terraform;

/// <summary>Reads a state in the form of <c>show -json</c>: unlike a state file it marks every secret, also those that a provider declares.</summary>
public static class TerraformShowFile
{
    private const string Remedy = "write it with `terraform show -json`, without a plan file";

    /// <summary>The state, secret values sealed wherever they stand. It has no lineage and no serial: its digest stands for both.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="FormatException">It is JSON of another form; the message says what to write instead.</exception>
    public static ExistingState Read(string key, string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (root.Member("planned_values") is not null || root.Member("resource_changes") is not null) throw new FormatException($"this is a plan, not a state; {Remedy}");
        if (root.Member("lineage") is not null) throw new FormatException($"this is a state file, which does not mark secrets; {Remedy}");
        if (root.Text("format_version") is not { } version || !(version.StartsWith("0.", StringComparison.Ordinal) || version.StartsWith("1.", StringComparison.Ordinal)))
            throw new FormatException($"it has no 'format_version' that is known; {Remedy}");

        var resources = root.Member("values")?.Member("root_module") is { } module ? Resources(module).ToList() : [];
        var secrets = new SecretTexts(resources.SelectMany(r => TerraformValues.SecretsIn(r.Member("values"), r.Member("sensitive_values")).Concat(KnownSecrets(r).Select(k => k.Value.ToString()))));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var state = ForeignStates.Of(key, $"terraform-show:{digest[..32]}", 0, resources.Select(r => Entry(r, secrets)));
        return new ExistingState(state, [.. resources.SelectMany(PlainSecrets).Order(StringComparer.Ordinal)]);
    }

    // Objects that only wait to be deleted are no resources of the configuration any more.
    private static IEnumerable<JsonElement> Resources(JsonElement module) =>
        module.Array("resources").Where(r => r.Text("mode") == "managed" && r.Text("deposed_key") is null)
            .Concat(module.Array("child_modules").SelectMany(Resources));

    private static ResourceState Entry(JsonElement resource, SecretTexts secrets)
    {
        if (resource.Text("address") is not { Length: > 0 } address || resource.Text("type") is not { Length: > 0 } type) throw new FormatException("a resource has no 'address' or no 'type'");
        var values = resource.Member("values");
        var id = values?.Text("id") ?? address;
        return new ResourceState
        {
            Address = address, Type = ResourceTypeCatalog.TokenOf(type), Id = secrets.Hold(id) ? address : id,
            Inputs = secrets.Seal(new TerraformValues(type).Read(values, resource.Member("sensitive_values"), null).Without("id")),
            Options = new ResourceOptions { DependsOn = [.. resource.Array("depends_on").Select(d => d.ToString())] },
        };
    }

    private static IEnumerable<string> PlainSecrets(JsonElement resource) =>
        resource.Member("values") is not { ValueKind: JsonValueKind.Object } values ? []
        : values.EnumerateObject().Where(v => IsMarked(v.Value, resource.Member("sensitive_values")?.Member(v.Name))).Select(v => v.Name).Union(KnownSecrets(resource).Select(k => k.Name))
            .Select(name => $"{resource.Text("address")}: {name}");

    // What is secret by its type is so without a mark.
    private static IEnumerable<JsonProperty> KnownSecrets(JsonElement resource) =>
        resource.Member("values") is { ValueKind: JsonValueKind.Object } values && ResourceTypeCatalog.Find(resource.Text("type") ?? string.Empty) is { SecretFields: [_, ..] fields }
            ? values.EnumerateObject().Where(v => v.Value.ValueKind != JsonValueKind.Null && fields.Contains(TerraformNames.Property(v.Name)))
            : [];

    private static bool IsMarked(JsonElement value, JsonElement? mark) => (value.ValueKind, mark?.ValueKind) switch
    {
        (JsonValueKind.Null, _) or (_, null) => false,
        (_, JsonValueKind.True) => value.GetRawText() is not ("\"\"" or "[]" or "{}"),
        (JsonValueKind.Object, JsonValueKind.Object) => value.EnumerateObject().Any(m => IsMarked(m.Value, mark?.Member(m.Name))),
        (JsonValueKind.Array, JsonValueKind.Array) => value.EnumerateArray().Zip(mark!.Value.EnumerateArray(), (v, m) => IsMarked(v, m)).Any(m => m),
        _ => false,
    };
}
