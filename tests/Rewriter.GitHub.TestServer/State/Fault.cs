namespace Rewriter.GitHub.TestServer.State;

/// <summary>Something that goes wrong with requests that fit, the first <see cref="Times"/> times.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">What the path, or the body of a GraphQL request, holds.</param>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(string Method, string Path, FaultKind Kind)
{
    /// <summary>How often.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The status of the answer, for the kinds that answer.</summary>
    public int Status { get; init; } = 502;

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body of the answer.</summary>
    public string Body { get; init; } = """{"message":"Something is wrong"}""";

    /// <summary>What happens before the request is handled, for <see cref="FaultKind.Meanwhile"/>.</summary>
    public Func<Task>? Meanwhile { get; init; }
}
