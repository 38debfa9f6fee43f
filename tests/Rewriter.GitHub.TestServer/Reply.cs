using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer;

/// <summary>An answer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body; null where it has none.</param>
internal sealed record Reply(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static Reply NotFound { get; } = new(404, new JsonObject { ["message"] = "Not Found", ["documentation_url"] = "https://docs.github.com/rest" });

    public static Reply Invalid(string message, string? resource = null, string? field = null, string code = "invalid") => new(422, new JsonObject
    {
        ["message"] = message,
        ["errors"] = resource is null ? null : new JsonArray(new JsonObject { ["resource"] = resource, ["field"] = field, ["code"] = code }),
    });

    public static Reply Failed(int status, string message) => new(status, new JsonObject { ["message"] = message });
}
