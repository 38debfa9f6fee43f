using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer.Api;

/// <summary>An operation of the description that a request asks for.</summary>
/// <param name="Method">Its method, in capitals.</param>
/// <param name="Template">Its path with names in braces.</param>
/// <param name="Values">What stands in the path for the names.</param>
/// <param name="Description">Its parameters, body and answers.</param>
public sealed record RestOperation(string Method, string Template, IReadOnlyDictionary<string, string> Values, JsonObject Description)
{
    /// <summary><c>GET /repos/{owner}/{repo}</c></summary>
    public string Key => $"{Method} {Template}";
}
