namespace Rewriter.Forges;

/// <summary>
/// The place that hosts a repository with its pull requests, checks and workflows: GitHub, or one that speaks like it.
/// Everything is asked of one repository, with one identity.
/// </summary>
/// <remarks>A request that fails throws a <see cref="ForgeException"/>; what merely is not there is null or empty.</remarks>
public interface IForge : IForgeCommits, IForgePullRequests, IForgeChecks, IForgeWorkflows
{
    /// <summary>The repository; under its present name where it was renamed.</summary>
    Task<ForgeRepository> GetRepositoryAsync(CancellationToken cancellationToken);

    /// <summary>The login under which this identity writes: <c>octocat</c>, <c>github-actions[bot]</c>; null where it cannot be known.</summary>
    Task<string?> GetLoginAsync(CancellationToken cancellationToken);

    /// <summary>What a person may do in the repository.</summary>
    Task<ForgePermission> GetPermissionAsync(string login, CancellationToken cancellationToken);
}
