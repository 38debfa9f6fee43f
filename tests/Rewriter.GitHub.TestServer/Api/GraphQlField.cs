namespace Rewriter.GitHub.TestServer.Api;

/// <summary>A field that is asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its arguments: each is the name of a variable, or an object of such values.</param>
/// <param name="Selection">What is asked of it; empty for a scalar.</param>
public sealed record GraphQlField(string Name, IReadOnlyDictionary<string, object> Arguments, IReadOnlyList<GraphQlField> Selection);
