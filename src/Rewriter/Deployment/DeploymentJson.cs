using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>The one way in which deployment data becomes JSON: members in declared order, maps in ordinal order, two blanks, LF.</summary>
public static class DeploymentJson
{
    /// <summary>The options behind <see cref="Write{T}"/> and <see cref="Read{T}"/>; unknown members are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: true);

    private static readonly JsonSerializerOptions Compact = Make(indented: false);

    /// <summary>The value as JSON, with a line end at the end.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>The value as JSON in one line, without a line end.</summary>
    public static string WriteLine<T>(T value) => JsonSerializer.Serialize(value, Compact);

    /// <summary>The value of a JSON text.</summary>
    /// <exception cref="JsonException">The text is not what <see cref="Write{T}"/> writes; the exception has the JSON path.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A value is expected, not null.");

    /// <summary>SHA-256, in lower-case hexadecimal, of the value's JSON.</summary>
    public static string Digest<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Compact)));

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        return options;
    }
}
