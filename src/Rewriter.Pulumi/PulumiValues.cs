using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>Turns properties of Pulumi into those of the model: secret values sealed, values that are not known yet said so.</summary>
internal sealed class PulumiValues(string type)
{
    /// <summary>What stands for a value that only the apply will tell.</summary>
    public const string Unknown = "(known after apply)";

    /// <summary>How Pulumi writes a text, or any value of an unknown kind, that is not known yet.</summary>
    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The key by which Pulumi marks a value that is none of JSON's.</summary>
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";

    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    // A preview for people and for machines shows no secret.
    private const string HiddenSecret = "[secret]";

    private static readonly FrozenSet<string> Unknowns = new[]
    {
        UnknownText, "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ResourceTypeSchema? _schema = ResourceTypeCatalog.Find(type);

    /// <summary>The properties; what providers keep for themselves is left out.</summary>
    public StackMap Read(JsonElement? values)
    {
        if (values is not { ValueKind: JsonValueKind.Object } properties) return StackMap.Empty;
        return Sealed(Members(properties));
    }

    /// <summary>The properties, with the secret fields of the type sealed.</summary>
    public StackMap Sealed(StackMap properties)
    {
        foreach (var field in _schema?.SecretFields ?? [])
        {
            if (properties[field] is { IsSecret: false } open && open.Kind != StackValueKind.Null) properties = properties.With(field, Seal(open.ToString()));
        }

        return properties;
    }

    /// <summary>What stands for a secret.</summary>
    public static StackValue Seal(string secret) =>
        StackValue.Map((StackValue.SealedKey, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))));

    private static StackMap Members(JsonElement properties) => StackMap.From(properties.EnumerateObject()
        .Where(p => !p.Name.StartsWith("__", StringComparison.Ordinal) && p.Value.ValueKind != JsonValueKind.Null)
        .Select(p => KeyValuePair.Create(p.Name, Value(p.Value))));

    private static StackValue Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: return Text(value.GetString()!);
            case JsonValueKind.Array: return StackValue.List(value.EnumerateArray().Select(Value));
            case JsonValueKind.Object when value.Text(SignatureKey) is { } signature:
                return signature == SecretSignature ? Seal(value.Text("ciphertext") ?? value.Text("plaintext") ?? string.Empty) : $"({signature})";
            case JsonValueKind.Object: return Members(value);
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Number: return value.TryGetDecimal(out var number) ? StackValue.From(number / 1.000000000000000000000000000000000m) : value.GetRawText();
            default: return StackValue.Null;
        }
    }

    private static StackValue Text(string text) => Unknowns.Contains(text) ? Unknown : text == HiddenSecret ? Seal(text) : text;
}
