using Rewriter.GitHub.Http;

namespace Rewriter.GitHub.Authentication;

/// <summary>As whom GitHub is asked.</summary>
public abstract class GitHubCredentials
{
    private protected GitHubCredentials()
    {
    }

    /// <summary>The token to send now; asked for where there is none yet or it has ended.</summary>
    internal abstract ValueTask<string> GetTokenAsync(GitHubTransport transport, CancellationToken cancellationToken);

    /// <summary>The token was not taken. True where another one may be had.</summary>
    internal abstract bool Forget(string token);

    /// <summary>The text without any secret of this identity.</summary>
    internal abstract string Redact(string text);
}
