namespace Rewriter.GitHub.TestServer.State;

/// <summary>A request that came in.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, without the API's root.</param>
/// <param name="Query">Its query; empty where none.</param>
/// <param name="Body">Its body; empty where none.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Time">When it came.</param>
public sealed record RecordedRequest(string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers, DateTimeOffset Time)
{
    /// <summary>True where it changes something.</summary>
    public bool IsWrite => Method != "GET" && !Body.Contains("\"query { viewer", StringComparison.Ordinal) && !Path.EndsWith("/access_tokens", StringComparison.Ordinal);

    /// <summary><c>GET /repos/octo/shop</c></summary>
    public override string ToString() => $"{Method} {Path}{Query}";
}
