using System.Globalization;
using Rewriter.GitHub.Authentication;

namespace Rewriter.GitHub;

/// <summary>Where a repository is hosted, as whom it is asked, and with what manners.</summary>
public sealed record GitHubOptions
{
    /// <summary>The API of github.com.</summary>
    public static readonly Uri PublicApi = new("https://api.github.com");

    /// <summary>The root of the REST API: <c>https://api.github.com</c>, <c>https://HOST/api/v3</c>.</summary>
    public Uri ApiUrl { get; init; } = PublicApi;

    /// <summary>Where GraphQL is asked; found from <see cref="ApiUrl"/> where null.</summary>
    public Uri? GraphQlUrl { get; init; }

    /// <summary>The owner of the repository.</summary>
    public required string Owner { get; init; }

    /// <summary>The name of the repository.</summary>
    public required string Name { get; init; }

    /// <summary>As whom it is asked.</summary>
    public required GitHubCredentials Credentials { get; init; }

    /// <summary>How long lies between two writes, from the end of one to the start of the next. GitHub asks for a second.</summary>
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one try of a request may take.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one request may take with all waiting and repeating.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a request is tried that gets no answer.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>The wait after the first lost answer; it doubles each time, up to a minute, with jitter.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to look for the run of a workflow that was started.</summary>
    public TimeSpan RunSearchTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many things are asked for on one page, 100 at most.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>How many entries of a tree go into one request.</summary>
    public int TreePortion { get; init; } = 100;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where not null, nothing is written: each request that would be is given here instead, and answered with an invented
    /// answer. Reading goes on.
    /// </summary>
    public Action<PlannedRequest>? DryRun { get; init; }

    /// <summary>
    /// Reads GITHUB_API_URL, GITHUB_GRAPHQL_URL, GITHUB_REPOSITORY, and an identity: an App (REWRITE_APP_ID,
    /// REWRITE_APP_PRIVATE_KEY or REWRITE_APP_PRIVATE_KEY_FILE, REWRITE_APP_INSTALLATION_ID) where one is given, else
    /// GITHUB_TOKEN or GH_TOKEN. REWRITE_WRITE_INTERVAL_MS is for hosts that can be asked faster than GitHub.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <param name="slug"><c>owner/name</c>; GITHUB_REPOSITORY where null.</param>
    /// <exception cref="Forges.ForgeException">Something is missing or not valid (RW5008).</exception>
    public static GitHubOptions FromEnvironment(IReadOnlyDictionary<string, string> environment, string? slug = null)
    {
        string? Value(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

        var api = Address("GITHUB_API_URL", Value("GITHUB_API_URL")) ?? PublicApi;
        var repository = (slug ?? Value("GITHUB_REPOSITORY") ?? throw Failures.NotConfigured("it is not known which repository is meant")).Split('/');
        if (repository.Length != 2 || repository.Any(string.IsNullOrWhiteSpace)) throw Failures.NotConfigured($"'{string.Join('/', repository)}' is no repository: it is OWNER/NAME");
        return new GitHubOptions
        {
            ApiUrl = api,
            GraphQlUrl = Address("GITHUB_GRAPHQL_URL", Value("GITHUB_GRAPHQL_URL")),
            Owner = repository[0],
            Name = repository[1],
            Credentials = Identity(Value, api),
            WriteInterval = int.TryParse(Value("REWRITE_WRITE_INTERVAL_MS"), NumberStyles.None, CultureInfo.InvariantCulture, out var interval) ? TimeSpan.FromMilliseconds(interval) : TimeSpan.FromSeconds(1),
        };
    }

    private static GitHubCredentials Identity(Func<string, string?> value, Uri api)
    {
        if (value("REWRITE_APP_ID") is { } app)
        {
            var key = value("REWRITE_APP_PRIVATE_KEY") ?? value("REWRITE_APP_PRIVATE_KEY_FILE") ?? throw Failures.NotConfigured("REWRITE_APP_ID is set and REWRITE_APP_PRIVATE_KEY is not");
            return AppCredentials.Create(app, key, value("REWRITE_APP_INSTALLATION_ID"));
        }

        var token = value("GITHUB_TOKEN") ?? value("GH_TOKEN") ?? throw Failures.NotConfigured($"no token is given for {api}");
        return new TokenCredentials(token);
    }

    private static Uri? Address(string name, string? value) => value switch
    {
        null => null,
        _ when Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.UserInfo.Length == 0 => uri,
        _ => throw Failures.NotConfigured($"{name} is no https address"),
    };
}
