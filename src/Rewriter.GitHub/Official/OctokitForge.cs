using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.GitHub.Http;

namespace Rewriter.GitHub.Official;

/// <summary>
/// GitHub over Octokit. It decides nothing of its own: what Octokit cannot say goes through the portable adapter, and
/// everything through its transport. Octokit has no GraphQL (<c>updateRefs</c>, drafts), no tree entry that deletes,
/// no answer with the run of a workflow that was started, and an address for refs that GitHub no longer describes.
/// </summary>
public sealed partial class OctokitForge : IForge, IDisposable
{
    private readonly RestForge _rest;
    private readonly GitHubTransport _transport;
    private readonly Octokit.GitHubClient _client;
    private string _owner;
    private string _name;

    /// <summary>A repository.</summary>
    /// <param name="options">Where it is, as whom it is asked, with what manners; a dry run is the portable adapter's.</param>
    /// <param name="handler">What sends requests and does not follow redirects; the system's, with the proxies of the environment, where null.</param>
    public OctokitForge(GitHubOptions options, HttpMessageHandler? handler = null)
    {
        if (options.DryRun is not null) throw new ArgumentException("A dry run is the portable adapter's.", nameof(options));
        _rest = new RestForge(options, handler);
        _transport = _rest.Transport;
        (_owner, _name) = (options.Owner, options.Name);
        var root = new Uri(options.ApiUrl.AbsoluteUri.TrimEnd('/') + "/");
        _client = new Octokit.GitHubClient(new Octokit.Connection(
            new Octokit.ProductHeaderValue("rewrite"), root, new Octokit.Internal.InMemoryCredentialStore(Octokit.Credentials.Anonymous), new TransportClient(_transport), new Octokit.Internal.SimpleJsonSerializer()));
    }

    /// <inheritdoc/>
    public void Dispose() => _rest.Dispose();

    /// <inheritdoc/>
    public async Task<ForgeRepository> GetRepositoryAsync(CancellationToken cancellationToken)
    {
        var repository = await _rest.GetRepositoryAsync(cancellationToken);
        (_owner, _name) = (repository.Owner, repository.Name);
        return repository;
    }

    /// <inheritdoc/>
    public Task<string?> GetLoginAsync(CancellationToken cancellationToken) => _rest.GetLoginAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<ForgePermission> GetPermissionAsync(string login, CancellationToken cancellationToken)
    {
        var answer = await OrNullAsync(() => _client.Repository.Collaborator.ReviewPermission(_owner, _name, login), cancellationToken);
        return RestForge.PermissionOf(answer?.Permission);
    }

    // What merely is not there is null.
    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ask().WaitAsync(cancellationToken);
        }
        catch (ForgeException missing) when (missing.Is(Descriptors.ForgeNotFound))
        {
            return null;
        }
    }
}
