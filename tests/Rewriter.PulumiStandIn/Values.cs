using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>Properties as JSON, in which a secret is an object with the signature key, and a value that is not known yet a fixed text.</summary>
internal static class Values
{
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    public static JsonObject Secret(JsonNode? plain) => new() { [SignatureKey] = SecretSignature, ["plaintext"] = plain?.ToJsonString() ?? "null" };

    public static bool IsSecret(JsonNode? value) => value is JsonObject map && map.ContainsKey(SignatureKey);

    public static bool HasUnknown(JsonNode? value) => value switch
    {
        JsonObject map => map.Any(m => HasUnknown(m.Value)),
        JsonArray list => list.Any(HasUnknown),
        JsonValue text => text.TryGetValue<string>(out var found) && found == Unknown,
        _ => false,
    };

    /// <summary>The value with every secret in it changed: encrypted, decrypted, hidden or opened.</summary>
    public static JsonNode? WithSecrets(JsonNode? value, Func<JsonObject, JsonNode?> change) => value switch
    {
        JsonObject map when IsSecret(map) => change(map),
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, WithSecrets(m.Value, change)))),
        JsonArray list => new JsonArray([.. list.Select(i => WithSecrets(i, change))]),
        _ => value?.DeepClone(),
    };

    public static JsonNode? Opened(JsonNode? value) => WithSecrets(value, s => JsonNode.Parse(s["plaintext"]!.GetValue<string>()));

    public static JsonNode? Hidden(JsonNode? value) => WithSecrets(value, _ => JsonValue.Create("[secret]"));

    public static JsonNode? Encrypted(JsonNode? value, Vault vault) => WithSecrets(value, s => s["ciphertext"] is not null ? s.DeepClone()
        : new JsonObject { [SignatureKey] = SecretSignature, ["ciphertext"] = vault.Encrypt(s["plaintext"]!.GetValue<string>()) });

    public static JsonNode? Decrypted(JsonNode? value, Vault vault) => WithSecrets(value, s => s["ciphertext"] is null ? s.DeepClone()
        : new JsonObject { [SignatureKey] = SecretSignature, ["plaintext"] = vault.Decrypt(s["ciphertext"]!.GetValue<string>()) });

    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    public static string Text(JsonNode? value) => Opened(value) switch
    {
        JsonValue text when text.TryGetValue<string>(out var found) => found,
        null => string.Empty,
        var other => other.ToJsonString(),
    };

    /// <summary>The value at a path such as <c>template.containers[0].image</c>; null where there is none.</summary>
    public static JsonNode? At(JsonNode? value, string path)
    {
        foreach (var step in Steps(path)) value = step[0] == '[' ? (value as JsonArray)?.ElementAtOrDefault(int.Parse(step[1..])) : (value as JsonObject)?[step];
        return value;
    }

    /// <summary>Sets the value at a path, where the path leads anywhere.</summary>
    public static void Set(JsonNode root, string path, JsonNode? value)
    {
        var steps = Steps(path);
        JsonNode? at = root;
        foreach (var step in steps[..^1]) at = step[0] == '[' ? (at as JsonArray)?.ElementAtOrDefault(int.Parse(step[1..])) : (at as JsonObject)?[step];
        if (at is JsonObject map) map[steps[^1]] = value?.DeepClone();
        else if (at is JsonArray list && steps[^1][0] == '[' && int.Parse(steps[^1][1..]) is var i && i < list.Count) list[i] = value?.DeepClone();
    }

    public static string Write(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static string[] Steps(string path) => path.Replace("[", ".[").Replace("]", string.Empty).Split('.', StringSplitOptions.RemoveEmptyEntries);
}
