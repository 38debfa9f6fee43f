using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rewriter.Migrations.Steps;

/// <summary>What the ledger keeps of a step for its way back, where that is a handful of members and no type.</summary>
public static class UndoJson
{
    /// <summary>The members as the ledger takes them.</summary>
    public static JsonElement Of(JsonNode members) => JsonElement.Parse(members.ToJsonString());

    /// <summary>The way back of what the journal did under a name.</summary>
    public static JsonElement Operation(string operation) => Of(new JsonObject { ["operation"] = operation });
}
