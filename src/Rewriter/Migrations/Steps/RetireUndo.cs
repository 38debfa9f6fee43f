using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>What a retirement left to be undone.</summary>
/// <param name="Cloud">What was deleted, as <see cref="DeploymentJson"/> writes it.</param>
/// <param name="StateKey">The state.</param>
/// <param name="Addresses">What the state gave up, in order.</param>
internal sealed record RetireUndo(JsonElement Cloud, string StateKey, ImmutableArray<string> Addresses)
{
    /// <summary>The undo of what was deleted and given up.</summary>
    public static JsonElement Of(ImmutableArray<CloudUndo> cloud, string stateKey, ImmutableArray<string> addresses) =>
        JsonSerializer.SerializeToElement(new RetireUndo(DeploymentJson.ToElement(cloud), stateKey, addresses), RetireJson.Default.RetireUndo);

    /// <summary>What the ledger kept.</summary>
    public static RetireUndo Read(JsonElement undo) => undo.Deserialize(RetireJson.Default.RetireUndo)!;

    /// <summary>The ways back of what was deleted.</summary>
    public ImmutableArray<CloudUndo> Undos() => DeploymentJson.Read<ImmutableArray<CloudUndo>>(Cloud);
}

/// <summary>Serializers made at compile time: reflection would cost the command its start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RetireUndo))]
internal sealed partial class RetireJson : JsonSerializerContext;
