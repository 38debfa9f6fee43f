using Rewriter.GitHub.Http;

namespace Rewriter.GitHub.Authentication;

/// <summary>A token of a person, of a job, or of an App that somebody else asked for. Nothing is assumed of its form.</summary>
/// <param name="token">The token.</param>
public sealed class TokenCredentials(string token) : GitHubCredentials
{
    private readonly string _token = token.Trim();

    /// <summary>Never the token.</summary>
    public override string ToString() => "a token";

    /// <inheritdoc/>
    internal override ValueTask<string> GetTokenAsync(GitHubTransport transport, CancellationToken cancellationToken) => new(_token);

    /// <inheritdoc/>
    internal override bool Forget(string token) => false;

    /// <inheritdoc/>
    internal override string Redact(string text) => _token.Length == 0 ? text : text.Replace(_token, "***", StringComparison.Ordinal);
}
