using System.Text;

namespace Rewriter.GitHub;

/// <content>What git needs to speak with the same host as the same identity.</content>
public sealed partial class RestForge
{
    /// <summary>The header for git over HTTPS: <c>Authorization: Basic …</c>. It is a secret, and valid for an hour where the identity is an App.</summary>
    public async Task<string> GetGitHeaderAsync(CancellationToken cancellationToken)
    {
        var token = await _transport.Options.Credentials.GetTokenAsync(_transport, cancellationToken);
        return $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{token}"))}";
    }
}
