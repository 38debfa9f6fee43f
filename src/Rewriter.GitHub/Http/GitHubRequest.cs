namespace Rewriter.GitHub.Http;

/// <summary>A request to the API.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path below the API's root, with the query: <c>/repos/octo/shop</c>.</param>
internal sealed record GitHubRequest(HttpMethod Method, string Path)
{
    /// <summary>The whole address where it is not below the API's root: a next page, GraphQL.</summary>
    public Uri? Address { get; init; }

    /// <summary>The body in JSON; null where there is none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A token of its own instead of the identity's; null for that one.</summary>
    public string? Bearer { get; init; }

    /// <summary>True where it changes something: it waits for its turn, and a dry run does not send it.</summary>
    public bool IsWrite { get; init; } = Method != HttpMethod.Get;

    /// <summary>True where doing it twice is the same as doing it once, so that it may be sent again when no answer came.</summary>
    public bool IsRepeatable { get; init; } = Method != HttpMethod.Post;

    /// <summary>The permission that the documentation asks for, where GitHub's answer names none: <c>contents=write</c>.</summary>
    public string? Needs { get; init; }

    /// <summary>What a dry run takes for the answer; an empty object where null.</summary>
    public Func<byte[]>? Invented { get; init; }

    /// <summary>How messages name it; a query is left out, for it says little.</summary>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
