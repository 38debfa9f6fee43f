using Rewriter.Forges;

namespace Rewriter.GitHub;

/// <summary>The adapter that this build has: over REST, or over Octokit with the official libraries.</summary>
public static class GitHubForge
{
    /// <summary>A forge of a repository.</summary>
    /// <param name="options">Where it is, as whom it is asked, with what manners.</param>
    public static IForge Create(GitHubOptions options)
    {
#if OFFICIAL_SDKS
        // What a dry run shows are the requests of the portable adapter.
        if (options.DryRun is null) return new Official.OctokitForge(options);
#endif
        return new RestForge(options);
    }
}
