using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rewriter.Diagnostics;
using Rewriter.Forges;

namespace Rewriter.GitHub.Http;

/// <summary>
/// Sends requests with GitHub's manners: writes one at a time and a pause apart, waits where a limit is used up, repeats
/// what may be repeated, follows redirects of renamed repositories, and shows the token to nobody else.
/// </summary>
internal sealed partial class GitHubTransport : IDisposable
{
    private const string ApiVersion = "2022-11-28";
    private const int Redirects = 5;

    private readonly GitHubOptions _options;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _lastWrite = DateTimeOffset.MinValue;
    private string _repository;

    /// <param name="options">Where and how.</param>
    /// <param name="handler">What sends; the system's with the proxies of the environment where null.</param>
    public GitHubTransport(GitHubOptions options, HttpMessageHandler? handler)
    {
        _options = options;
        _repository = $"/repos/{Uri.EscapeDataString(options.Owner)}/{Uri.EscapeDataString(options.Name)}";
        _client = new HttpClient(handler ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(20), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        _client.Timeout = Timeout.InfiniteTimeSpan;
    }

    public GitHubOptions Options => _options;

    public TimeProvider Time => _options.Time;

    public bool IsDryRun => _options.DryRun is not null;

    /// <summary>A request below the repository, to read.</summary>
    public GitHubRequest Repository(string path = "") => new(HttpMethod.Get, _repository + path);

    /// <summary>A request below the repository with a body.</summary>
    public GitHubRequest Repository<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, _repository + path) { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };

    /// <summary>From now on the repository is asked under this name.</summary>
    public void Rename(string owner, string name) => _repository = $"/repos/{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(name)}";

    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    /// <summary>Sends a request until it succeeds or is answered with an accepted status.</summary>
    /// <exception cref="ForgeException">It failed.</exception>
    public async Task<GitHubAnswer> SendAsync(GitHubRequest request, CancellationToken cancellationToken, params HttpStatusCode[] accepted)
    {
        if (!request.IsWrite) return await PersistAsync(request, accepted, cancellationToken);
        if (_options.DryRun is { } show)
        {
            show(new PlannedRequest(request.Method.Method, request.Path, BodySummary.Of(request.Body)));
            return new GitHubAnswer(HttpStatusCode.OK, request.Invented?.Invoke() ?? "{}"u8.ToArray());
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await PersistAsync(request, accepted, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends a request and reads its answer.</summary>
    public async Task<T> ReadAsync<T>(GitHubRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => Read(request, await SendAsync(request, cancellationToken), type);

    /// <summary>Sends a request and reads its answer; null where nothing is there (404).</summary>
    public async Task<T?> ReadOrNullAsync<T>(GitHubRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await SendAsync(request, cancellationToken, HttpStatusCode.NotFound);
        return answer.IsSuccess ? Read(request, answer, type) : null;
    }

    /// <summary>All items of all pages.</summary>
    public async Task<List<TItem>> ReadAllAsync<TPage, TItem>(GitHubRequest request, JsonTypeInfo<TPage> type, Func<TPage, IEnumerable<TItem>> items, CancellationToken cancellationToken)
        where TPage : class
    {
        var all = new List<TItem>();
        for (var page = request with { Path = WithPageSize(request.Path) }; ;)
        {
            var answer = await SendAsync(page, cancellationToken);
            all.AddRange(items(Read(page, answer, type)));
            if (answer.Next is not { } next) return all;
            page = page with { Address = IsHome(next) ? next : throw Failures.Unexpected(request.ToString(), answer.Status, "the next page lies on another host") };
        }
    }

    /// <summary>
    /// Sends a request that makes something. Where its answer is lost, what it may have made is looked for before it is
    /// sent again, so that it is not made twice.
    /// </summary>
    public Task<T> CreateAsync<T>(GitHubRequest request, JsonTypeInfo<T> type, Func<Task<T?>> find, CancellationToken cancellationToken)
        where T : class => CreateAsync(() => ReadAsync(request with { IsRepeatable = false }, type, cancellationToken), find, cancellationToken);

    /// <summary>The same, with whatever sends the request.</summary>
    public async Task<T> CreateAsync<T>(Func<Task<T>> create, Func<Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await create();
            }
            catch (ForgeException lost) when (lost.Is(Descriptors.ForgeNoAnswer) && attempt < _options.Tries)
            {
                await Task.Delay(Backoff(attempt), Time, cancellationToken);
                if (await find() is { } found) return found;
            }
        }
    }

    /// <summary>Reads an answer.</summary>
    public static T Read<T>(GitHubRequest request, GitHubAnswer answer, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw Failures.Unexpected(request.ToString(), answer.Status, "it is empty");
        }
        catch (JsonException e)
        {
            throw Failures.Unexpected(request.ToString(), answer.Status, $"it is no JSON of the expected form (at '{e.Path}')");
        }
    }

    /// <summary>The wait before the next try: doubled each time, at most a minute, with jitter, so that many do not come back at once.</summary>
    public TimeSpan Backoff(int attempt)
    {
        var longest = Math.Min(_options.FirstBackoff.TotalSeconds * Math.Pow(2, attempt - 1), 60);
        return TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    private string WithPageSize(string path) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}per_page={_options.PageSize}";

    private bool IsHome(Uri address) => SameOrigin(address, _options.ApiUrl) || (_options.GraphQlUrl is { } other && SameOrigin(address, other));

    private static bool SameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private Uri AddressOf(GitHubRequest request) => request.Address ?? new Uri(_options.ApiUrl.AbsoluteUri.TrimEnd('/') + request.Path);

    private HttpRequestMessage Message(GitHubRequest request, Uri address, string token)
    {
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("rewrite", null));
        if (IsHome(address))
        {
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
            message.Headers.Add("X-GitHub-Api-Version", ApiVersion);
            if (!message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token)) throw Failures.NotConfigured("the token cannot stand in a header");
        }

        if (request.Body is { } body) message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return message;
    }
}
