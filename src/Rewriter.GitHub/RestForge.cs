using System.Net;
using Rewriter.Forges;
using Rewriter.GitHub.Authentication;
using Rewriter.GitHub.Http;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub;

/// <summary>
/// GitHub over its REST API, of the version 2022-11-28, and GraphQL for the few things that REST lacks. Works with
/// github.com and with Enterprise Server from 3.17 on.
/// </summary>
/// <remarks>
/// May be used by several threads; writes queue. In a dry run nothing is written, and what would have been made is
/// remembered, so that reading it again gives it back: pull requests then have the number 0.
/// </remarks>
public sealed partial class RestForge : IForge, IDisposable
{
    private readonly GitHubTransport _transport;
    private readonly GraphQlClient _graphQl;
    private readonly PlannedObjects _planned = new();
    private RepositoryDto? _repository;

    /// <summary>A repository.</summary>
    /// <param name="options">Where it is, as whom it is asked, with what manners.</param>
    /// <param name="handler">What sends requests and does not follow redirects; the system's, with the proxies of the environment, where null.</param>
    public RestForge(GitHubOptions options, HttpMessageHandler? handler = null)
    {
        _transport = new GitHubTransport(options, handler);
        _graphQl = new GraphQlClient(_transport);
    }

    /// <summary>What sends; the other adapter sends through it, too.</summary>
    internal GitHubTransport Transport => _transport;

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <inheritdoc/>
    public async Task<ForgeRepository> GetRepositoryAsync(CancellationToken cancellationToken)
    {
        var repository = await RepositoryAsync(cancellationToken);
        return new ForgeRepository(repository.Owner.Login, repository.Name, repository.DefaultBranch ?? "main", repository.NodeId, repository.HtmlUrl);
    }

    /// <inheritdoc/>
    public async Task<string?> GetLoginAsync(CancellationToken cancellationToken)
    {
        if (await _graphQl.ViewerAsync(cancellationToken) is { } viewer) return viewer;
        if (_transport.Options.Credentials is AppCredentials app)
        {
            var request = new GitHubRequest(HttpMethod.Get, "/app") { Bearer = app.Statement(_transport.Time) };
            return (await _transport.ReadAsync(request, GitHubJson.Default.AppDto, cancellationToken)).Slug + "[bot]";
        }

        // The token of a job may not ask who it is.
        var user = new GitHubRequest(HttpMethod.Get, "/user");
        var answer = await _transport.SendAsync(user, cancellationToken, HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        return answer.IsSuccess ? GitHubTransport.Read(user, answer, GitHubJson.Default.UserDto).Login : null;
    }

    /// <inheritdoc/>
    public async Task<ForgePermission> GetPermissionAsync(string login, CancellationToken cancellationToken)
    {
        var request = _transport.Repository($"/collaborators/{Uri.EscapeDataString(login)}/permission") with { Needs = "metadata=read" };
        var answer = await _transport.ReadOrNullAsync(request, GitHubJson.Default.PermissionDto, cancellationToken);
        return PermissionOf(answer?.Permission);
    }

    internal static ForgePermission PermissionOf(string? permission) => permission switch
    {
        "admin" => ForgePermission.Admin,
        "write" or "maintain" => ForgePermission.Write,
        "read" or "triage" => ForgePermission.Read,
        _ => ForgePermission.None,
    };

    // The name may be an old one. It is asked for once; afterwards the present one is used, without redirects.
    private async Task<RepositoryDto> RepositoryAsync(CancellationToken cancellationToken)
    {
        if (_repository is { } known) return known;
        var repository = await _transport.ReadAsync(_transport.Repository(), GitHubJson.Default.RepositoryDto, cancellationToken);
        _transport.Rename(repository.Owner.Login, repository.Name);
        return _repository = repository;
    }

    // A name with '/' is several segments of a path.
    private static string Segments(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
}
