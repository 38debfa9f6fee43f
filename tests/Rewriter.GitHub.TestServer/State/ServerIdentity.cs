namespace Rewriter.GitHub.TestServer.State;

/// <summary>Somebody whose token the server takes.</summary>
/// <param name="Login">The login.</param>
/// <param name="Token">The token.</param>
/// <param name="Kind">What kind of token it is.</param>
public sealed record ServerIdentity(string Login, string Token, IdentityKind Kind)
{
    /// <summary>When the token ends; never where null.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Operations that are forbidden: parts of <c>POST /repos/{owner}/{repo}/pulls</c>.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];
}
