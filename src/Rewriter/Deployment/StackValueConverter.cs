using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>Reads and writes <see cref="StackValue"/> as the JSON that it is.</summary>
internal sealed class StackValueConverter : JsonConverter<StackValue>
{
    public override bool HandleNull => true;

    public override StackValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return FromElement(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, StackValue value, JsonSerializerOptions options) => Write(writer, value);

    internal static StackValue FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => StackValue.List(element.EnumerateArray().Select(FromElement)),
        JsonValueKind.Object => StackMap.From(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, FromElement(p.Value)))),
        _ => StackValue.Null,
    };

    internal static void Write(Utf8JsonWriter writer, StackValue? value)
    {
        switch (value?.Kind)
        {
            case null or StackValueKind.Null: writer.WriteNullValue(); break;
            case StackValueKind.Boolean: writer.WriteBooleanValue(value.Boolean!.Value); break;
            case StackValueKind.Number: writer.WriteNumberValue(value.Number!.Value); break;
            case StackValueKind.Text: writer.WriteStringValue(value.Text); break;
            case StackValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            default: Write(writer, value.Members); break;
        }
    }

    internal static void Write(Utf8JsonWriter writer, StackMap map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    // 1.0 and 1 are one number: a decimal keeps trailing zeros, which equality ignores but text would show.
    private static StackValue Number(JsonElement element) =>
        element.TryGetDecimal(out var number) ? StackValue.From(number / 1.000000000000000000000000000000000m) : element.GetRawText();
}
