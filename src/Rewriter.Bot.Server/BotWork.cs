using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.GitHub;
using Rewriter.GitHub.Webhooks;
using Rewriter.Processes;

namespace Rewriter.Bot.Server;

/// <summary>Carries out what webhooks ask for, each repository in a clone of its own.</summary>
/// <param name="setup">What the server works with.</param>
public sealed partial class BotWork(BotSetup setup)
{
    // Beside the forge of this build, the client that knows what git needs to speak as the same identity.
    private readonly ConcurrentDictionary<string, (IForge Forge, RestForge Client)> _forges = new(StringComparer.OrdinalIgnoreCase);
    private readonly SystemProcessRunner _processes = new();

    /// <summary>Answers an event.</summary>
    public async Task RunAsync(WebhookEvent happened, CancellationToken cancellationToken)
    {
        if (!Slug().IsMatch(happened.Repository)) return;
        var (forge, rest) = _forges.GetOrAdd(happened.Repository, ForgesOf);
        var program = new RewriteProgram(_processes, setup.Environment.SetItem("GITHUB_REPOSITORY", happened.Repository), setup.AllowCommands);
        await new BotHandler(forge, cancellation => OpenAsync(rest, happened.Repository, cancellation), program).HandleAsync(happened, cancellationToken);
    }

    private (IForge Forge, RestForge Client) ForgesOf(string slug)
    {
        var options = GitHubOptions.FromEnvironment(setup.Environment, slug);
        var forge = GitHubForge.Create(options);
        return (forge, forge as RestForge ?? new RestForge(options));
    }

    private async Task<BotCheckout> OpenAsync(RestForge forge, string slug, CancellationToken cancellationToken)
    {
        var web = (await forge.GetRepositoryAsync(cancellationToken)).WebUrl;
        var remote = setup.Remote?.Replace("{repository}", slug, StringComparison.Ordinal) ?? $"{web.GetLeftPart(UriPartial.Authority)}/{slug}.git";
        var environment = setup.Environment;
        if (setup.Remote is null)
        {
            // In the environment, for this host only: not on a command line, and in no file.
            environment = environment.SetItems(
            [
                new("GIT_CONFIG_COUNT", "1"),
                new("GIT_CONFIG_KEY_0", $"http.{web.GetLeftPart(UriPartial.Authority)}/.extraHeader"),
                new("GIT_CONFIG_VALUE_0", await forge.GetGitHeaderAsync(cancellationToken)),
            ]);
        }

        var folder = Path.Combine([setup.Work, .. slug.Split('/')]);
        return await BotCheckout.OpenAsync(new GitRepository(_processes, folder, environment), remote, cancellationToken);
    }

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9_.-]*/[A-Za-z0-9_-][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Slug();
}
