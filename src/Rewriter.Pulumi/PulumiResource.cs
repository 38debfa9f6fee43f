using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>A resource as a state, a preview or an event shows it.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">The object's id; null for a component, or where it is not known.</param>
internal sealed record PulumiResource(string Urn, string Type, string? Id)
{
    /// <summary>What the program asked for; secret values sealed.</summary>
    public StackMap Inputs { get; init; } = StackMap.Empty;

    /// <summary>What the provider says; secret values sealed.</summary>
    public StackMap Outputs { get; init; } = StackMap.Empty;

    /// <summary>Id, inputs and outputs as they are written, secrets encrypted: what differs where the object was changed.</summary>
    public JsonElement Values { get; init; }

    /// <summary>Whether the program protects it.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether its object stays where the program gives it up.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>Whether it waits to be deleted, because its successor was made and it was not yet deleted.</summary>
    public bool PendingDelete { get; init; }

    /// <summary>The URNs that it needs: its parent, what it depends on, its provider.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Whether it is an object of a cloud, not the stack, a provider or a component.</summary>
    public bool IsObject => Id is not null && !IsMachinery(Type);

    /// <summary>Whether resources of a type are Pulumi's own bookkeeping.</summary>
    public static bool IsMachinery(string type) => type == "pulumi:pulumi:Stack" || type.StartsWith("pulumi:providers:", StringComparison.Ordinal);

    /// <summary>Reads a resource in the form of an export, which previews and events use as well.</summary>
    public static PulumiResource Read(JsonElement element)
    {
        var (urn, type) = (element.Text("urn") ?? string.Empty, element.Text("type") ?? string.Empty);
        var values = new PulumiValues(type);
        return new PulumiResource(urn, type, element.Text("id") is { Length: > 0 } id && id != PulumiValues.UnknownText ? id : null)
        {
            Inputs = values.Read(element.Member("inputs")), Outputs = values.Read(element.Member("outputs")),
            Values = JsonSerializer.SerializeToElement([element.Member("id"), element.Member("inputs"), element.Member("outputs")], PulumiJson.Default.NullableJsonElementArray),
            Protect = element.IsTrue("protect"), RetainOnDelete = element.IsTrue("retainOnDelete"), PendingDelete = element.IsTrue("delete"),
            Needs = [.. NeedsOf(element).Distinct(StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<string> NeedsOf(JsonElement element)
    {
        if (element.Text("parent") is { Length: > 0 } parent) yield return parent;
        foreach (var dependency in element.Array("dependencies")) yield return dependency.ToString();
        if (element.Member("propertyDependencies") is { ValueKind: JsonValueKind.Object } properties)
        {
            foreach (var dependency in properties.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).SelectMany(p => p.Value.EnumerateArray())) yield return dependency.ToString();
        }

        if (element.Text("deletedWith") is { Length: > 0 } host) yield return host;
        // A reference to a provider is URN::id.
        if (element.Text("provider") is { Length: > 0 } provider) yield return provider[..provider.LastIndexOf("::", StringComparison.Ordinal)];
    }
}
