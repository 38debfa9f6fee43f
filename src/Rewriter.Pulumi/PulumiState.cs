using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>
/// A state in the form of <c>stack export</c> (version 3). Pulumi has neither lineage nor serial: project, stack and the time
/// at which the stack was made stand for the one, the time of the manifest, in microseconds since 1970, for the other.
/// </summary>
/// <param name="Text">The export.</param>
/// <param name="Resources">All resources in their order, bookkeeping included.</param>
/// <param name="Lineage">What names the state for its whole life.</param>
/// <param name="Serial">What grows with each change.</param>
/// <param name="Pending">The URNs whose change was begun and not finished, each with what was begun.</param>
internal sealed record PulumiState(string Text, ImmutableArray<PulumiResource> Resources, string Lineage, long Serial, ImmutableArray<(string Urn, string Operation)> Pending)
{
    private const int Version = 3;

    /// <summary>The objects that the state holds.</summary>
    public IEnumerable<PulumiResource> Objects => Resources.Where(r => r.IsObject && !r.PendingDelete);

    /// <summary>The resource of a URN; null where there is none.</summary>
    public PulumiResource? Find(string urn) => Resources.FirstOrDefault(r => r.Urn == urn && !r.PendingDelete);

    /// <summary>Reads an export.</summary>
    /// <exception cref="JsonException">The text is no export.</exception>
    public static PulumiState Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (root.Member("version") is not { ValueKind: JsonValueKind.Number } version || version.GetInt32() != Version)
            throw new JsonException($"The export has the version {root.Member("version")}, not {Version}.");
        var deployment = root.Member("deployment") ?? throw new JsonException("The export has no deployment.");
        var elements = deployment.Array("resources").ToList();
        var pending = deployment.Array("pending_operations").Select(p => (p.Member("resource")?.Text("urn") ?? string.Empty, p.Text("type") ?? "unknown"));
        return new PulumiState(text, [.. elements.Select(PulumiResource.Read)], LineageOf(elements), SerialOf(deployment), [.. pending]);
    }

    /// <summary>The state as hazards and rollbacks see it.</summary>
    public EngineState ToEngineState(string key, AddressBook book) => new()
    {
        Key = key, Lineage = Lineage, Serial = Serial,
        Resources = [.. Objects.Select(r => Entry(r, book)).OrderBy(r => r.Address, StringComparer.Ordinal)],
    };

    /// <summary>The export without some resources; nobody depends on them any more.</summary>
    public string Without(IReadOnlyCollection<string> urns, DateTimeOffset now) => Edited(now, deployment =>
    {
        var resources = deployment["resources"]?.AsArray() ?? [];
        foreach (var gone in resources.Where(r => urns.Contains(r!["urn"]!.GetValue<string>())).ToList()) resources.Remove(gone);
        foreach (var resource in resources.Select(r => r!.AsObject())) Cut(resource, urns);
    });

    /// <summary>The export with the resources of an earlier one; with none where there was no earlier one.</summary>
    public string Restored(string? earlier, DateTimeOffset now) => Edited(now, deployment =>
        deployment["resources"] = (earlier is null ? null : JsonNode.Parse(earlier)!["deployment"]?["resources"]?.DeepClone()) ?? new JsonArray());

    private string Edited(DateTimeOffset now, Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(Text)!.AsObject();
        var deployment = root["deployment"]!.AsObject();
        edit(deployment);
        // What is written must come after what it is made from, whatever the clock says.
        var after = DateTimeOffset.UnixEpoch.AddMicroseconds(Serial + 1);
        var manifest = deployment["manifest"]?.AsObject() ?? [];
        deployment["manifest"] = manifest;
        manifest["time"] = (now > after ? now : after).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return root.ToJsonString();
    }

    private static void Cut(JsonObject resource, IReadOnlyCollection<string> urns)
    {
        Drop(resource["dependencies"] as JsonArray, urns);
        foreach (var (_, dependencies) in resource["propertyDependencies"] as JsonObject ?? []) Drop(dependencies as JsonArray, urns);
        if (resource["deletedWith"]?.GetValue<string>() is { } host && urns.Contains(host)) resource.Remove("deletedWith");
    }

    private static void Drop(JsonArray? dependencies, IReadOnlyCollection<string> urns)
    {
        foreach (var gone in dependencies?.Where(d => urns.Contains(d!.GetValue<string>())).ToList() ?? []) dependencies!.Remove(gone);
    }

    private static ResourceState Entry(PulumiResource resource, AddressBook book)
    {
        var declaration = book.Find(resource.Urn);
        return new ResourceState
        {
            Address = book.AddressOf(resource.Urn), Type = resource.Type, Id = resource.Id!, Role = declaration?.Role, LogicalName = PulumiUrn.Parse(resource.Urn)?.Name,
            Inputs = resource.Inputs,
            Options = new ResourceOptions
            {
                Protect = resource.Protect, RetainOnDelete = resource.RetainOnDelete,
                DependsOn = [.. resource.Needs.Where(n => PulumiUrn.Parse(n) is { } urn && !PulumiResource.IsMachinery(urn.Type)).Select(book.AddressOf)],
            },
        };
    }

    private static string LineageOf(IReadOnlyList<JsonElement> resources)
    {
        if (resources.Select(r => PulumiUrn.Parse(r.Text("urn") ?? string.Empty)).FirstOrDefault(u => u is not null) is not { } urn) return string.Empty;
        var created = resources.FirstOrDefault(r => r.Text("type") == "pulumi:pulumi:Stack") is { ValueKind: JsonValueKind.Object } root ? root.Text("created") : null;
        return created is null ? $"{urn.Project}/{urn.Stack}" : $"{urn.Project}/{urn.Stack}@{created}";
    }

    private static long SerialOf(JsonElement deployment) =>
        DateTimeOffset.TryParse(deployment.Member("manifest")?.Text("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time > DateTimeOffset.UnixEpoch
            ? (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
            : 0;
}
