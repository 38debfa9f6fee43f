using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>A state while it is worked on: secrets opened in memory, encrypted in every text that is kept.</summary>
internal sealed class Deployment
{
    private readonly JsonObject _export;
    private readonly Vault? _vault;

    public Deployment(JsonObject export, Vault? vault)
    {
        (_export, _vault) = (export, vault);
        Resources = [.. (export["deployment"]?["resources"] as JsonArray ?? []).Select(r => vault is null ? r!.DeepClone().AsObject() : (JsonObject)Values.Decrypted(r, vault)!)];
    }

    public List<JsonObject> Resources { get; }

    /// <summary>The operation that is under way, as a state keeps it; null where none is.</summary>
    public JsonObject? Pending { get; set; }

    public static JsonObject Empty() => new()
    {
        ["version"] = 3,
        ["deployment"] = new JsonObject { ["manifest"] = new JsonObject { ["time"] = "0001-01-01T00:00:00Z", ["magic"] = string.Empty, ["version"] = string.Empty } },
    };

    public static string UrnOf(JsonObject resource) => resource["urn"]!.GetValue<string>();

    public JsonObject? Find(string urn) => Resources.FirstOrDefault(r => UrnOf(r) == urn && r["delete"] is null);

    /// <summary>The export with what the resources are now, under a new time.</summary>
    public JsonObject ToExport()
    {
        var next = _export.DeepClone().AsObject();
        var deployment = next["deployment"]!.AsObject();
        var before = deployment["manifest"]?["time"]?.GetValue<DateTimeOffset>() ?? default;
        var now = DateTimeOffset.UtcNow;
        deployment["manifest"] = new JsonObject { ["time"] = (now > before ? now : before.AddTicks(10)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"), ["magic"] = "stand-in", ["version"] = Commands.Version };
        if (_vault is not null)
        {
            deployment["secrets_providers"] = _vault.Provider is { } url
                ? new JsonObject { ["type"] = "cloud", ["state"] = new JsonObject { ["url"] = url, ["encryptedkey"] = _vault.Salt } }
                : new JsonObject { ["type"] = "passphrase", ["state"] = new JsonObject { ["salt"] = _vault.Salt } };
        }

        deployment["resources"] = new JsonArray([.. Resources.Select(r => _vault is null ? r.DeepClone() : Values.Encrypted(r, _vault))]);
        // Only a refresh clears what an earlier process began to create.
        var begun = (deployment["pending_operations"] as JsonArray ?? []).Where(p => p!["type"]!.GetValue<string>() == "creating").Append(Pending).OfType<JsonObject>().Select(p => p.DeepClone()).ToArray();
        deployment.Remove("pending_operations");
        if (begun.Length > 0) deployment["pending_operations"] = new JsonArray(begun);
        return next;
    }
}
