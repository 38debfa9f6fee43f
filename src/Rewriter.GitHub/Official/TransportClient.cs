using Octokit.Internal;
using Rewriter.GitHub.Http;

namespace Rewriter.GitHub.Official;

/// <summary>
/// What Octokit sends goes through the transport of the portable adapter: the same manners, the same identity, the same
/// errors. Octokit's own time limit does not count, for a wait for a rate limit can be longer.
/// </summary>
internal sealed class TransportClient(GitHubTransport transport) : IHttpClient
{
    // What makes something new each time it is sent. All other requests can be repeated.
    private static readonly string[] MakesOneMore = ["/pulls", "/comments"];

    public async Task<Octokit.IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object>? preprocessResponseBody = null)
    {
        var root = transport.Options.ApiUrl.AbsoluteUri.TrimEnd('/');
        var address = new Uri(request.BaseAddress, request.Endpoint).AbsoluteUri;
        if (!address.StartsWith(root + "/", StringComparison.Ordinal)) throw Failures.Unexpected($"{request.Method} {request.Endpoint}", System.Net.HttpStatusCode.OK, "the next page lies on another host");
        var path = address[root.Length..];
        var sent = new GitHubRequest(request.Method, path)
        {
            Body = request.Body is string text ? System.Text.Encoding.UTF8.GetBytes(text) : null,
            IsRepeatable = request.Method != HttpMethod.Post || !MakesOneMore.Any(e => path.EndsWith(e, StringComparison.Ordinal)),
        };
        return new TransportAnswer(await transport.SendAsync(sent, cancellationToken), path.EndsWith("/logs", StringComparison.Ordinal) ? "text/plain" : "application/json", preprocessResponseBody);
    }

    public void SetRequestTimeout(TimeSpan timeout)
    {
        // The transport's options say how long a request may take.
    }

    public void Dispose()
    {
        // The transport belongs to the forge.
    }
}
