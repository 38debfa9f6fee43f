using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Terraform;

/// <summary>Turns the attributes of a resource into properties: secret values sealed, values that are not known yet said so.</summary>
internal sealed class TerraformValues
{
    /// <summary>What stands for a value that only the apply will tell.</summary>
    public const string Unknown = "(known after apply)";

    private readonly ResourceTypeSchema? _schema;

    private readonly IReadOnlyCollection<string> _secrets;

    /// <summary>Reads values of a type; strings that hold one of the secrets are sealed wherever they stand.</summary>
    public TerraformValues(string type, IReadOnlyCollection<string>? secrets = null) => (_schema, _secrets) = (ResourceTypeCatalog.Find(type), secrets ?? []);

    /// <summary>The strings that stand where a secret is marked.</summary>
    public static IEnumerable<string> SecretsIn(JsonElement? value, JsonElement? sensitive) => (value, sensitive) switch
    {
        ({ ValueKind: JsonValueKind.String } text, { ValueKind: JsonValueKind.True }) => [text.GetString()!],
        ({ ValueKind: JsonValueKind.Object } members, { } marks) => members.EnumerateObject().SelectMany(m => SecretsIn(m.Value, marks.ValueKind == JsonValueKind.True ? marks : marks.Member(m.Name))),
        ({ ValueKind: JsonValueKind.Array } items, { } marks) => items.EnumerateArray().SelectMany((item, i) => SecretsIn(item, At(marks, i))),
        _ => [],
    };

    /// <summary>The properties; attributes that are null are left out.</summary>
    public StackMap Read(JsonElement? values, JsonElement? sensitive, JsonElement? unknown)
    {
        if (values is not { ValueKind: JsonValueKind.Object } && unknown is not { ValueKind: JsonValueKind.Object }) return StackMap.Empty;
        var all = Object(values, sensitive, unknown, freeKeys: false);
        foreach (var secret in _schema?.SecretFields ?? [])
        {
            if (all[secret] is { IsSecret: false } open) all = all.With(secret, Seal(open.ToString()));
        }

        return all;
    }

    /// <summary>A path of <c>replace_paths</c> under the names of the properties.</summary>
    public string Path(JsonElement path)
    {
        var result = new StringBuilder();
        var afterSingle = false;
        foreach (var step in path.ValueKind == JsonValueKind.Array ? path.EnumerateArray() : [])
        {
            if (step.ValueKind == JsonValueKind.Number)
            {
                if (!afterSingle) result.Append('[').Append(step.GetRawText()).Append(']');
                afterSingle = false;
                continue;
            }

            var name = step.ToString();
            if (result.Length > 0) result.Append('.');
            result.Append(_schema is null ? name : TerraformNames.Property(name));
            afterSingle = _schema is not null && TerraformNames.IsSingleBlock(name);
        }

        return result.ToString();
    }

    private StackMap Object(JsonElement? values, JsonElement? sensitive, JsonElement? unknown, bool freeKeys)
    {
        var members = new List<KeyValuePair<string, StackValue>>();
        foreach (var name in Names(values).Union(Names(unknown), StringComparer.Ordinal))
        {
            var single = _schema is not null && !freeKeys && TerraformNames.IsSingleBlock(name);
            var free = freeKeys || (_schema is not null && TerraformNames.IsFreeMap(name));
            var value = Value(values?.Member(name), sensitive?.Member(name), unknown?.Member(name), single, free);
            if (value.Kind != StackValueKind.Null) members.Add(KeyValuePair.Create(_schema is null || freeKeys ? name : TerraformNames.Property(name), value));
        }

        return StackMap.From(members);
    }

    private StackValue Value(JsonElement? value, JsonElement? sensitive, JsonElement? unknown, bool single, bool free)
    {
        if (unknown is { ValueKind: JsonValueKind.True }) return Unknown;
        if (value is not { } known) return StackValue.Null;
        if (sensitive is { ValueKind: JsonValueKind.True }) return Seal(known.GetRawText());
        switch (known.ValueKind)
        {
            case JsonValueKind.Object: return Object(known, sensitive, unknown, free);
            case JsonValueKind.Array:
                var items = known.EnumerateArray().Select((item, i) => Value(item, At(sensitive, i), At(unknown, i), false, free)).ToList();
                return !single || items.Count > 1 ? StackValue.List(items) : items is [var only] ? only : StackValue.Null;
            case JsonValueKind.String: return HoldsSecret(known.GetString()!) ? Seal(known.GetRawText()) : known.GetString();
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Number: return known.TryGetDecimal(out var number) ? StackValue.From(number / 1.000000000000000000000000000000000m) : known.GetRawText();
            default: return StackValue.Null;
        }
    }

    // A mark does not follow a value everywhere: providers copy inputs into outputs without it.
    private bool HoldsSecret(string text) => _secrets.Any(s => s.Length > 0 && (s.Length < 6 ? s == text : text.Contains(s, StringComparison.Ordinal)));

    private static StackValue Seal(string secret) =>
        StackValue.Map((StackValue.SealedKey, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))));

    private static JsonElement? At(JsonElement? list, int index) => list switch
    {
        { ValueKind: JsonValueKind.True } all => all,
        { ValueKind: JsonValueKind.Array } some when index < some.GetArrayLength() => some[index],
        _ => null,
    };

    private static IEnumerable<string> Names(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject().Select(p => p.Name) : [];
}
