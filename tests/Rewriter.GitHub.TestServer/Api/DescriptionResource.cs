using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer.Api;

/// <summary>The vendored descriptions; see tests/oracles/github.</summary>
internal static class DescriptionResource
{
    public static JsonObject Load(string name)
    {
        using var stream = typeof(DescriptionResource).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"'{name}' is not in the assembly");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
