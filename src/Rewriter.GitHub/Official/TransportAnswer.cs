using System.Net;
using Rewriter.GitHub.Http;

namespace Rewriter.GitHub.Official;

/// <summary>An answer of the transport, in Octokit's form.</summary>
internal sealed class TransportAnswer : Octokit.IResponse
{
    public TransportAnswer(GitHubAnswer answer, string contentType, Func<object, object>? preprocess)
    {
        var text = System.Text.Encoding.UTF8.GetString(answer.Body);
        Body = preprocess is null ? text : preprocess(text);
        StatusCode = answer.Status;
        ContentType = contentType;
        var links = new Dictionary<string, Uri>();
        if (answer.Next is { } next) links["next"] = next;
        ApiInfo = new Octokit.ApiInfo(links, [], [], string.Empty, new Octokit.RateLimit(0, 0, 0));
    }

    public object Body { get; }

    public IReadOnlyDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    public Octokit.ApiInfo ApiInfo { get; }

    public HttpStatusCode StatusCode { get; }

    public string ContentType { get; }
}
