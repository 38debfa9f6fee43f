using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rewriter.Migrations.Steps;

/// <summary>What a list of imports or of things forgotten left to be undone.</summary>
/// <param name="StateKey">The state.</param>
/// <param name="Addresses">What was done, in order.</param>
internal sealed record StateListUndo(string StateKey, ImmutableArray<string> Addresses);

/// <summary>Serializers made at compile time: reflection would cost the command its start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StateListUndo))]
internal sealed partial class StateListJson : JsonSerializerContext;
