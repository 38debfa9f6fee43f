using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.GitHub;
using Rewriter.Processes;

namespace Rewriter.Cli.Hosting;

/// <summary>
/// Finds the place that hosts a repository, and an identity for it, in the environment. Nothing is asked, and nothing of
/// the client is loaded, before somebody wants it.
/// </summary>
public static partial class ForgeSource
{
    private const string PublicHost = "github.com";
    private static readonly string[] Identities = ["GITHUB_TOKEN", "GH_TOKEN", "REWRITE_APP_ID"];

    /// <summary>The forge of a repository; null where the environment gives no identity.</summary>
    /// <param name="git">The git command in the repository's folder.</param>
    public static Lazy<IForge?> Of(GitRepository git) => new(() => HasIdentity(git.Environment) ? Open(git, null) : null);

    /// <summary>True where the environment gives an identity.</summary>
    public static bool HasIdentity(ImmutableSortedDictionary<string, string> environment) => Identities.Any(i => environment.TryGetValue(i, out var value) && value.Length > 0);

    /// <summary>The forge of a repository.</summary>
    /// <param name="git">The git command in the repository's folder.</param>
    /// <param name="dryRun">Takes each request that would change something, instead of sending it; null to send them.</param>
    /// <exception cref="ForgeException">Something is missing in the environment, or not valid.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IForge Open(GitRepository git, Action<string>? dryRun)
    {
        var environment = git.Environment;
        var remote = environment.GetValueOrDefault("GITHUB_REPOSITORY") is { Length: > 0 } ? null : RemoteOf(git);

        // A token for one host is never sent to another: that the remote's host is a GitHub, too, only the user can say.
        if (remote is { } named && named.Host != PublicHost && environment.GetValueOrDefault("GITHUB_API_URL") is not { Length: > 0 })
            throw new ForgeException(Descriptors.ForgeNotConfigured.Id, $"'origin' lies at {named.Host}, and nothing says that this is a GitHub Enterprise Server", $"If the token is for it, set GITHUB_API_URL=https://{named.Host}/api/v3. For hosts of another kind there is 'rewrite pr --via git'.");
        var options = GitHubOptions.FromEnvironment(environment, remote?.Slug);
        if (dryRun is not null) options = options with { DryRun = request => dryRun(request.ToString()) };
        return GitHubForge.Create(options);
    }

    /// <summary>Host and <c>owner/name</c> in the address of a remote; null where it names none.</summary>
    public static (string Host, string Slug)? ReadRemote(string address)
    {
        var match = Address().Match(address.Trim());
        if (!match.Success) return null;
        var host = match.Groups["host"].Value.ToLowerInvariant();
        return (host is "ssh.github.com" or "www.github.com" ? PublicHost : host, match.Groups["slug"].Value);
    }

    private static (string Host, string Slug)? RemoteOf(GitRepository git)
    {
        try
        {
            var result = git.RunAsync(["remote", "get-url", "origin"], CancellationToken.None).GetAwaiter().GetResult();
            return result.Succeeded ? ReadRemote(result.Output) : null;
        }
        catch (ProgramMissingException)
        {
            return null;
        }
    }

    // https://host/owner/name.git, ssh://git@host:22/owner/name, git@host:owner/name.git
    [GeneratedRegex(@"^(?:https?://(?:[^/@]*@)?(?<host>[^/:]+)(?::\d+)?/|ssh://(?:[^/@]*@)?(?<host>[^/:]+)(?::\d+)?/|(?:[^/@:]+@)?(?<host>[^/:]{2,}):(?!/))(?<slug>[^/]+/[^/]+?)(?:\.git)?/?$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
