using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rewriter.Pulumi;

/// <summary>Serializers made at compile time: native code has nothing to reflect on.</summary>
[JsonSerializable(typeof(JsonElement?[]))]
internal sealed partial class PulumiJson : JsonSerializerContext;
