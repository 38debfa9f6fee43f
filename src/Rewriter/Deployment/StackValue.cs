using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>
/// An immutable JSON value, compared by content. A map with the single key <c>$secret</c> names a secret that is kept
/// outside; one with the single key <c>$sealed</c> stands for a secret value and holds its SHA-256 only.
/// </summary>
[JsonConverter(typeof(StackValueConverter))]
public sealed class StackValue : IEquatable<StackValue>
{
    /// <summary>The key of a map that names a secret kept outside.</summary>
    public const string SecretKey = "$secret";

    /// <summary>The key of a map that stands for a secret value.</summary>
    public const string SealedKey = "$sealed";

    private readonly object? _content;

    private StackValue(StackValueKind kind, object? content) => (Kind, _content) = (kind, content);

    /// <summary>No value.</summary>
    public static StackValue Null { get; } = new(StackValueKind.Null, null);

    /// <summary>What kind of value this is.</summary>
    public StackValueKind Kind { get; }

    /// <summary>The string; null for every other kind.</summary>
    public string? Text => Kind == StackValueKind.Text ? (string)_content! : null;

    /// <summary>The number; null for every other kind.</summary>
    public decimal? Number => Kind == StackValueKind.Number ? (decimal)_content! : null;

    /// <summary>The truth value; null for every other kind.</summary>
    public bool? Boolean => Kind == StackValueKind.Boolean ? (bool)_content! : null;

    /// <summary>The items of a list; empty for every other kind.</summary>
    public ImmutableArray<StackValue> Items => Kind == StackValueKind.List ? (ImmutableArray<StackValue>)_content! : [];

    /// <summary>The members of a map; empty for every other kind.</summary>
    public StackMap Members => Kind == StackValueKind.Map ? (StackMap)_content! : StackMap.Empty;

    /// <summary>Whether the value is, or stands for, a secret.</summary>
    public bool IsSecret => Kind == StackValueKind.Map && Members.Count == 1 && (Members.ContainsKey(SecretKey) || Members.ContainsKey(SealedKey));

    /// <summary>The name of the secret kept outside that this value refers to; null where it refers to none.</summary>
    public string? SecretName => IsSecret ? Members[SecretKey]?.Text : null;

    /// <summary>A string, or <see cref="Null"/>.</summary>
    public static StackValue From(string? text) => text is null ? Null : new(StackValueKind.Text, text);

    /// <summary>A truth value.</summary>
    public static StackValue From(bool value) => new(StackValueKind.Boolean, value);

    /// <summary>A number.</summary>
    public static StackValue From(decimal value) => new(StackValueKind.Number, value);

    /// <summary>A list.</summary>
    public static StackValue List(params IEnumerable<StackValue> items) => new(StackValueKind.List, items.ToImmutableArray());

    /// <summary>A map.</summary>
    public static StackValue From(StackMap members) => new(StackValueKind.Map, members);

    /// <summary>A map of the given members.</summary>
    public static StackValue Map(params (string Key, StackValue Value)[] members) => From(StackMap.Of(members));

    /// <summary>A reference to a secret that is kept outside.</summary>
    public static StackValue Secret(string name) => Map((SecretKey, From(name)));

    /// <summary>A string as a value.</summary>
    public static implicit operator StackValue(string? text) => From(text);

    /// <summary>A truth value as a value.</summary>
    public static implicit operator StackValue(bool value) => From(value);

    /// <summary>A number as a value.</summary>
    public static implicit operator StackValue(int value) => From(value);

    /// <summary>A map as a value.</summary>
    public static implicit operator StackValue(StackMap members) => From(members);

    /// <summary>Whether both hold the same content.</summary>
    public static bool operator ==(StackValue? left, StackValue? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the contents differ.</summary>
    public static bool operator !=(StackValue? left, StackValue? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(StackValue? other) => other is not null && other.Kind == Kind && Kind switch
    {
        StackValueKind.Null => true,
        StackValueKind.List => Items.SequenceEqual(other.Items),
        _ => _content!.Equals(other._content),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StackValue);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind == StackValueKind.List ? HashCode.Combine(Kind, Items.Length) : HashCode.Combine(Kind, _content);

    /// <summary>The value for people: strings bare, secrets as <c>(secret)</c>, the rest as JSON.</summary>
    public override string ToString() => IsSecret ? "(secret)" : Kind switch
    {
        StackValueKind.Null => "null",
        StackValueKind.Boolean => Boolean == true ? "true" : "false",
        StackValueKind.Number => Number!.Value.ToString(CultureInfo.InvariantCulture),
        StackValueKind.Text => Text!,
        StackValueKind.List => "[" + string.Join(", ", Items) + "]",
        _ => "{" + string.Join(", ", Members.Select(m => m.Key + ": " + m.Value)) + "}",
    };
}
