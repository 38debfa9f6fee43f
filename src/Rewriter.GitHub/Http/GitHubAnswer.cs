using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub.Http;

/// <summary>What came back.</summary>
internal sealed record GitHubAnswer(HttpStatusCode Status, byte[] Body)
{
    /// <summary>The next page; null after the last one.</summary>
    public Uri? Next { get; init; }

    /// <summary>How long the answer says to wait; null where it says nothing of it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When a used-up limit is renewed; null where nothing is used up.</summary>
    public DateTimeOffset? LimitReset { get; init; }

    /// <summary>The permissions that GitHub says the request needs; null where it does not.</summary>
    public string? AcceptedPermissions { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>True where a server in between, or GitHub itself, could not answer; whether the request was carried out is not known.</summary>
    public bool IsLost => Status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>True where a limit is used up; the request was not carried out.</summary>
    public bool IsLimited =>
        Status == HttpStatusCode.TooManyRequests
        || (Status == HttpStatusCode.Forbidden && (RetryAfter is not null || LimitReset is not null || SpeaksOfLimits(Error())))
        || (IsSuccess && (RetryAfter is not null || LimitReset is not null) && IsGraphQlLimit(Error()));

    public static async Task<GitHubAnswer> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var headers = response.Headers;
        return new GitHubAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken))
        {
            Next = NextOf(headers),
            RetryAfter = headers.RetryAfter switch { { Delta: { } delta } => delta, { Date: { } date } => Later(date - time.GetUtcNow()), _ => null },
            LimitReset = One(headers, "x-ratelimit-remaining") == "0" && long.TryParse(One(headers, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
                ? DateTimeOffset.FromUnixTimeSeconds(reset) : null,
            AcceptedPermissions = One(headers, "X-Accepted-GitHub-Permissions") ?? (One(headers, "X-Accepted-OAuth-Scopes") is { Length: > 0 } scopes ? $"(scope) {scopes}" : null),
        };
    }

    /// <summary>What a failed request is answered with; null where it is no JSON.</summary>
    public ErrorDto? Error()
    {
        try
        {
            return JsonSerializer.Deserialize(Body, GitHubJson.Default.ErrorDto);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The secondary limit is told by the page that the answer points to, where no header says so.
    private static bool SpeaksOfLimits(ErrorDto? error) => error?.DocumentationUrl?.Contains("rate-limit", StringComparison.OrdinalIgnoreCase) == true;

    // GraphQL says it in the body of an answer that otherwise looks well.
    private static bool IsGraphQlLimit(ErrorDto? error) =>
        error?.Errors?.Any(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("type", out var type) && type.ValueEquals("RATE_LIMITED")) == true;

    private static TimeSpan Later(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;

    private static string? One(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // RFC 8288: <https://api.github.com/…?page=2>; rel="next", <…>; rel="last"
    private static Uri? NextOf(HttpResponseHeaders headers)
    {
        var links = headers.TryGetValues("Link", out var values) ? string.Join(',', values) : string.Empty;
        foreach (var link in links.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            if (link.StartsWith('<') && end > 0 && link[end..].Contains("rel=\"next\"", StringComparison.Ordinal) && Uri.TryCreate(link[1..end], UriKind.Absolute, out var next)) return next;
        }

        return null;
    }
}
