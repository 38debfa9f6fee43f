using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>What the ledger keeps for the way back of changed files.</summary>
public static class UndoJson
{
    /// <summary>The way back of what the journal did under a name.</summary>
    public static JsonElement Operation(string operation) => new JsonObject { ["operation"] = operation }.ToElement();
}
