using System.Text.Json.Nodes;

namespace Rewriter.GitHub.Tests.Support;

/// <summary>Recorded exchanges and webhooks; see tests/oracles/github.</summary>
internal static class Fixture
{
    public static JsonArray Read(string file, string member) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", file)))![member]!.AsArray();
}
