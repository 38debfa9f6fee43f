using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>Reads a state in the form of <c>stack export</c>, whether its secrets are encrypted, as they ought to be, or in plain text.</summary>
public static class PulumiExportFile
{
    /// <summary>The state, secret values sealed wherever they stand.</summary>
    /// <param name="key">The key that it has in the migration.</param>
    /// <param name="text">The export.</param>
    /// <param name="known">Every description of the stack that is known, in any generation: an export holds names only, and these say whose addresses they are.</param>
    /// <exception cref="JsonException">The text is no export of the version that is known.</exception>
    /// <exception cref="FormatException">Two resources have one address.</exception>
    public static ExistingState Read(string key, string text, IEnumerable<StackDescription> known)
    {
        var read = PulumiState.Read(text).ToEngineState(key, new AddressBook(known));
        using var document = JsonDocument.Parse(text);
        var resources = (document.RootElement.Member("deployment") ?? default).Array("resources").ToList();
        var plain = resources.Select(r => (Resource: r, Secrets: PlainIn(r.Member("inputs")).Concat(PlainIn(r.Member("outputs"))).Concat(KnownSecrets(r)).ToList())).Where(r => r.Secrets.Count > 0).ToList();
        var secrets = new SecretTexts(plain.SelectMany(p => p.Secrets).SelectMany(TextsOf));
        var state = ForeignStates.Of(key, read.Lineage, read.Serial, read.Resources.Select(r => r with { Id = secrets.Hold(r.Id) ? r.Address : r.Id, Inputs = secrets.Seal(r.Inputs) }));
        return new ExistingState(state, [.. plain.Select(p => p.Resource.Text("urn") ?? string.Empty).Select(u => PulumiUrn.Parse(u)?.Address ?? u).Order(StringComparer.Ordinal)]);
    }

    // What is secret by its type is so without a mark.
    private static IEnumerable<string> KnownSecrets(JsonElement resource) =>
        (ResourceTypeCatalog.Find(resource.Text("type") ?? string.Empty)?.SecretFields ?? []).Select(f => resource.Member("inputs")?.Text(f)).OfType<string>();

    private static IEnumerable<string> PlainIn(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Object } secret when secret.Text(PulumiValues.SignatureKey) is not null => secret.Text("plaintext") is { } plain ? [plain] : [],
        { ValueKind: JsonValueKind.Object } members => members.EnumerateObject().SelectMany(m => PlainIn(m.Value)),
        { ValueKind: JsonValueKind.Array } items => items.EnumerateArray().SelectMany(i => PlainIn(i)),
        _ => [],
    };

    // A plain secret is there as the text of its JSON; one that is an object has several.
    private static IEnumerable<string> TextsOf(string plain)
    {
        try
        {
            using var document = JsonDocument.Parse(plain);
            return [.. Leaves(document.RootElement)];
        }
        catch (JsonException)
        {
            return [plain];
        }
    }

    private static IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Leaves(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };
}
