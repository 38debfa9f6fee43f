using System.Globalization;
using System.Text.Json.Nodes;
using Rewriter.GitHub.TestServer.Api;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.TestServer;

/// <summary>A request that the description allows.</summary>
internal sealed record Call(RestOperation Operation, ServerIdentity Identity, IReadOnlyDictionary<string, string> Query, JsonObject Body)
{
    public string Value(string name) => Operation.Values[name];

    public int Number(string name) => int.Parse(Value(name), CultureInfo.InvariantCulture);

    public string? Text(string name) => Body[name]?.GetValue<string>();
}
