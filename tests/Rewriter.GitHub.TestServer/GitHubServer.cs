using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rewriter.GitHub.TestServer.Api;
using Rewriter.GitHub.TestServer.Git;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.TestServer;

/// <summary>
/// A GitHub for tests: REST and a little GraphQL over a real bare git repository. Each request is checked against
/// GitHub's own description, and so is each answer; what the description does not allow is a violation, and disposing
/// of the server throws where there are any.
/// </summary>
public sealed partial class GitHubServer : IAsyncDisposable
{
    private const int RepositoryId = 1296269;
    private readonly WebApplication _app;
    private readonly GitHubServerOptions _options;
    private readonly Lock _lock = new();
    private readonly List<string> _violations = [];
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, Func<Call, Task<Reply>>> _handlers;
    private readonly SemaphoreSlim _one = new(1, 1);
    private Uri _api = null!;
    private Uri _logs = null!;
    private long _lastId = 1000;

    private GitHubServer(GitHubServerOptions options)
    {
        _options = options;
        Slug = options.Slug;
        _handlers = Handlers();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0);
            k.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Where its REST API is: what GITHUB_API_URL is to hold.</summary>
    public Uri ApiUrl => _options.IsEnterprise ? new Uri(_api, "/api/v3") : _api;

    /// <summary>The repository; another one after <see cref="Rename"/>.</summary>
    public string Slug { get; private set; }

    /// <summary>The git repository behind it.</summary>
    public BareRepository Git { get; } = new();

    /// <summary>A person who may do everything but report check runs.</summary>
    public ServerIdentity Person { get; } = new("octocat", "a-token-of-no-particular-form", IdentityKind.Personal);

    /// <summary>The job of a workflow.</summary>
    public ServerIdentity Job { get; } = new("github-actions[bot]", "ghs_" + new string('j', 300), IdentityKind.Job);

    /// <summary>All whose tokens are taken.</summary>
    public List<ServerIdentity> Identities { get; } = [];

    /// <summary>What people may do, by login: <c>admin</c>, <c>write</c>, <c>read</c>; nothing where they are not named.</summary>
    public Dictionary<string, string> Permissions { get; } = new(StringComparer.OrdinalIgnoreCase) { ["octocat"] = "admin" };

    /// <summary>Every request, in the order in which they came.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_lock) return [.. _requests];
        }
    }

    /// <summary>What requests did that the description does not allow.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_lock) return [.. _violations];
        }
    }

    /// <summary>Starts it on a port of the system's choice.</summary>
    public static async Task<GitHubServer> StartAsync(GitHubServerOptions? options = null)
    {
        var server = new GitHubServer(options ?? new GitHubServerOptions());
        server.Identities.AddRange([server.Person, server.Job]);
        await server.Git.InitialiseAsync(server._options.Branch, "octocat", server._options.Files);
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        (server._api, server._logs) = (new Uri(addresses[0]), new Uri(addresses[1]));
        return server;
    }

    /// <summary>The environment of a process that is to use it as somebody.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(ServerIdentity identity) => new Dictionary<string, string>
    {
        ["GITHUB_API_URL"] = ApiUrl.AbsoluteUri, ["GITHUB_REPOSITORY"] = Slug, ["GITHUB_TOKEN"] = identity.Token,
    };

    /// <summary>Something goes wrong with requests to come.</summary>
    public void Inject(Fault fault)
    {
        lock (_lock) _faults.Add(fault);
    }

    /// <summary>The repository gets another name; the old one is redirected.</summary>
    public void Rename(string slug) => Slug = slug;

    /// <summary>Stops it. A violation is an exception, so that a test cannot pass over it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Git.Dispose();
        _one.Dispose();
        if (_violations.Count > 0) throw new InvalidOperationException("GitHub's description does not allow:\n" + string.Join('\n', _violations));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await RecordAsync(context.Request);
        if (context.Connection.LocalPort == _logs.Port)
        {
            await SendLogAsync(context);
            return;
        }

        var fault = TakeFault(request);
        if (fault?.Meanwhile is { } meanwhile) await meanwhile();
        if (fault?.Kind is FaultKind.DropBefore)
        {
            context.Abort();
        }
        else if (fault?.Kind is FaultKind.Hang)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
        else if (fault?.Kind is FaultKind.AnswerInstead)
        {
            await SendFaultAsync(context, fault);
        }
        else
        {
            await HandleAsync(context, request, fault);
        }
    }

    private async Task HandleAsync(HttpContext context, RecordedRequest request, Fault? fault)
    {
        Reply reply;
        await _one.WaitAsync();
        try
        {
            reply = await ReplyAsync(request);
        }
        finally
        {
            _one.Release();
        }

        if (fault?.Kind is FaultKind.DropAfter) context.Abort();
        else if (fault?.Kind is FaultKind.AnswerAfter) await SendFaultAsync(context, fault);
        else await SendAsync(context.Response, reply);
    }

    private async Task<Reply> ReplyAsync(RecordedRequest request)
    {
        if (request.Path is "/graphql" or "/api/graphql") return await GraphQlReplyAsync(request);
        var path = _options.IsEnterprise && request.Path.StartsWith("/api/v3", StringComparison.Ordinal) ? request.Path["/api/v3".Length..] : request.Path;
        var byId = string.Create(CultureInfo.InvariantCulture, $"/repositories/{RepositoryId}");
        if (path.StartsWith(byId, StringComparison.Ordinal)) path = $"/repos/{Slug}" + path[byId.Length..];
        if (RestDescription.Vendored.Find(request.Method, path) is not { } operation) return Violation(request, "there is no such operation in the slice of the description");

        var query = request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => Uri.UnescapeDataString(p[0]), p => Uri.UnescapeDataString(p.ElementAtOrDefault(1) ?? string.Empty));
        var body = request.Body.Length == 0 ? null : JsonNode.Parse(request.Body);
        var problems = RestDescription.Vendored.CheckRequest(operation, query, body).Concat(HeaderProblems(request)).ToList();
        if (problems.Count > 0) return Violation(request, string.Join("; ", problems));

        if (Identify(request) is not { } identity) return Reply.Failed(401, "Bad credentials");
        if (operation.Template.StartsWith("/repos/", StringComparison.Ordinal) && $"{operation.Values["owner"]}/{operation.Values["repo"]}" is var named && named != Slug)
            return named == _options.Slug ? Moved(request.Method, path[$"/repos/{named}".Length..] + request.Query, byId) : Reply.NotFound;
        if (identity.Forbidden.Any(f => operation.Key.Contains(f, StringComparison.Ordinal))) return Forbidden();

        var reply = await _handlers[operation.Key](new Call(operation, identity, query, body as JsonObject ?? []));
        foreach (var problem in RestDescription.Vendored.CheckAnswer(operation, reply.Status, reply.Body)) Violation(request, $"the server's own {reply.Status}: {problem}");
        return reply;
    }

    private Reply Moved(string method, string rest, string byId) => new(method == "GET" ? 301 : 307, new JsonObject { ["message"] = "Moved Permanently" }) { Headers = { ["Location"] = ApiUrl.AbsoluteUri.TrimEnd('/') + byId + rest } };

    private static Reply Forbidden() => new(403, new JsonObject { ["message"] = "Resource not accessible by integration" }) { Headers = { ["X-Accepted-GitHub-Permissions"] = "contents=write" } };

    private ServerIdentity? Identify(RecordedRequest request)
    {
        var token = request.Headers.GetValueOrDefault("Authorization")?.Replace("Bearer ", string.Empty, StringComparison.Ordinal).Replace("Token ", string.Empty, StringComparison.Ordinal);
        if (token is not null && token.Count(c => c == '.') == 2 && IdentifyApp(token) is { } app) return app;
        return Identities.FirstOrDefault(i => i.Token == token && (i.End is null || i.End > _options.Time.GetUtcNow()));
    }

    private static IEnumerable<string> HeaderProblems(RecordedRequest request)
    {
        if (request.Headers.GetValueOrDefault("X-GitHub-Api-Version") != "2022-11-28") yield return "the version of the API is not pinned";
        if (!request.Headers.ContainsKey("User-Agent")) yield return "there is no User-Agent";
        if (request.Headers.GetValueOrDefault("Accept")?.Contains("application/vnd.github", StringComparison.Ordinal) != true) yield return "Accept does not name GitHub's media type";
    }

    private Reply Violation(RecordedRequest request, string what)
    {
        lock (_lock) _violations.Add($"{request}: {what}");
        return Reply.Failed(500, what);
    }

    private Fault? TakeFault(RecordedRequest request)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(f => f.Method == request.Method && (request.Path.Contains(f.Path, StringComparison.Ordinal) || (request.Path.EndsWith("/graphql", StringComparison.Ordinal) && request.Body.Contains(f.Path, StringComparison.Ordinal))));
            if (index < 0) return null;
            var fault = _faults[index];
            if (fault.Times > 1) _faults[index] = fault with { Times = fault.Times - 1 };
            else _faults.RemoveAt(index);
            return fault;
        }
    }

    private async Task<RecordedRequest> RecordAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var recorded = new RecordedRequest(
            request.Method, request.Path.Value!, request.QueryString.Value ?? string.Empty, await reader.ReadToEndAsync(),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), _options.Time.GetUtcNow());
        lock (_lock) _requests.Add(recorded);
        return recorded;
    }

    private static async Task SendFaultAsync(HttpContext context, Fault fault)
    {
        context.Response.StatusCode = fault.Status;
        foreach (var (name, value) in fault.Headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(fault.Body);
    }

    private static async Task SendAsync(HttpResponse response, Reply reply)
    {
        response.StatusCode = reply.Status;
        response.Headers["X-RateLimit-Remaining"] = "4999";
        foreach (var (name, value) in reply.Headers) response.Headers[name] = value;
        if (reply.Body is null) return;
        response.ContentType = "application/json; charset=utf-8";
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(reply.Body));
    }

    private long NextId() => Interlocked.Increment(ref _lastId);
}
