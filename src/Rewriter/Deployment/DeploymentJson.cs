using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rewriter.Deployment;

/// <summary>The one way in which deployment data becomes JSON: members in declared order, maps in ordinal order, two blanks, LF.</summary>
public static class DeploymentJson
{
    /// <summary>The options behind <see cref="Write{T}"/> and <see cref="Read{T}(string)"/>; unknown members are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: true);

    private static readonly JsonSerializerOptions Compact = Make(indented: false);

    /// <summary>The value as JSON, with a line end at the end.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Type<T>(Options)) + "\n";

    /// <summary>The value as JSON in one line, without a line end.</summary>
    public static string WriteLine<T>(T value) => JsonSerializer.Serialize(value, Type<T>(Compact));

    /// <summary>The value of a JSON text.</summary>
    /// <exception cref="JsonException">The text is not what <see cref="Write{T}"/> writes; the exception has the JSON path.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize(json, Type<T>(Options)) ?? throw new JsonException("A value is expected, not null.");

    /// <summary>A text in quotes, which YAML and HCL read as JSON does.</summary>
    public static string Quote(string text) => WriteLine(text);

    /// <summary>The value as an element, for a place within other JSON.</summary>
    public static JsonElement ToElement<T>(T value) => JsonSerializer.SerializeToElement(value, Type<T>(Options));

    /// <summary>The value of an element.</summary>
    /// <exception cref="JsonException">The element is not what <see cref="ToElement{T}"/> makes; the exception has the JSON path.</exception>
    public static T Read<T>(JsonElement element) =>
        JsonSerializer.Deserialize(element, Type<T>(Options)) ?? throw new JsonException("A value is expected, not null.");

    /// <summary>SHA-256, in lower-case hexadecimal, of the value's JSON.</summary>
    public static string Digest<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Type<T>(Compact))));

    // Every enumeration of the types of DeploymentJsonContext; a test finds one that is missing.
    private static IEnumerable<JsonConverter> Words() =>
    [
        Word<CanonicalAction>(), Word<ConflictKind>(), Word<DeploymentStatus>(), Word<DriftKind>(), Word<IfExists>(), Word<ReplaceOrder>(), Word<DeployKind>(),
    ];

    private static JsonStringEnumConverter<T> Word<T>()
        where T : struct, Enum => new(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

    private static JsonTypeInfo<T> Type<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = DeploymentJsonContext.Default,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        foreach (var converter in Words()) options.Converters.Add(converter);
        return options;
    }
}
