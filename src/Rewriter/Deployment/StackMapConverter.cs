using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>Reads and writes <see cref="StackMap"/> as a JSON object.</summary>
internal sealed class StackMapConverter : JsonConverter<StackMap>
{
    public override StackMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("An object is expected here.");
        return StackValueConverter.FromElement(document.RootElement).Members;
    }

    public override void Write(Utf8JsonWriter writer, StackMap value, JsonSerializerOptions options) => StackValueConverter.Write(writer, value);
}
