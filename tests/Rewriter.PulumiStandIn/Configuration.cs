using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>The settings of a stack, <c>Pulumi.STACK.yaml</c>: its configuration and the salt of its secrets.</summary>
internal sealed class Configuration(string folder, string project, string stack, string? passphrase)
{
    private readonly string _path = Path.Combine(folder, $"Pulumi.{stack}.yaml");

    private JsonObject Root => File.Exists(_path) ? YamlProgram.Parse(_path) : [];

    public string? Salt => Root["encryptionsalt"]?.GetValue<string>();

    /// <summary>Lets something else than a passphrase keep the secrets.</summary>
    public void UseProvider(string provider)
    {
        var key = PulumiStandIn.Vault.Managed(provider, null).Salt;
        Save(root => (root["secretsprovider"], root["encryptedkey"]) = (provider, key));
    }

    /// <summary>The vault of the stack, and a salt for it where it has none yet.</summary>
    public Vault Vault()
    {
        if (Root["secretsprovider"]?.GetValue<string>() is { } provider) return PulumiStandIn.Vault.Managed(provider, Root["encryptedkey"]?.GetValue<string>());
        var vault = PulumiStandIn.Vault.Open(Salt, passphrase);
        if (Salt is null) Save(root => root["encryptionsalt"] = vault.Salt);
        return vault;
    }

    public void Set(string key, string value, bool isSecret)
    {
        var stored = isSecret ? new JsonObject { ["secure"] = Vault().Encrypt(value) } : (JsonNode)JsonValue.Create(value);
        Save(root =>
        {
            var config = root["config"] as JsonObject ?? [];
            root["config"] = config;
            config[Full(key)] = stored;
        });
    }

    /// <summary>The value of a key that the program declares; a secret where it says so or is kept so.</summary>
    public JsonNode? Get(string key, JsonObject declaration)
    {
        var value = (Root["config"] as JsonObject)?[Full(key)] ?? declaration["default"];
        if (value is null) throw new Refusal(Refusal.Configuration, $"missing required configuration variable '{Full(key)}'");
        var plain = value is JsonObject secure && secure["secure"] is { } cipher ? JsonValue.Create(Vault().Decrypt(cipher.GetValue<string>())) : value.DeepClone();
        return value is JsonObject || declaration["secret"]?.GetValue<bool>() == true ? Values.Secret(plain) : plain;
    }

    private string Full(string key) => key.Contains(':') ? key : $"{project}:{key}";

    // JSON is YAML.
    private void Save(Action<JsonObject> change)
    {
        var root = Root;
        change(root);
        Backend.Write(_path, Values.Write(root));
    }
}
