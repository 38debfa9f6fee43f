using System.Globalization;
using System.Net;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub.Http;

/// <content>Waiting, repeating, giving up.</content>
internal sealed partial class GitHubTransport
{
    private async Task<GitHubAnswer> PersistAsync(GitHubRequest request, HttpStatusCode[] accepted, CancellationToken cancellationToken)
    {
        var end = Time.GetUtcNow() + _options.TotalTimeout;
        var (lost, limited, renewed) = (0, 0, false);
        while (true)
        {
            var token = request.Bearer ?? await _options.Credentials.GetTokenAsync(this, cancellationToken);
            var (answer, cause) = await TryInTurnAsync(request, token, cancellationToken);
            if (answer is { IsLimited: true })
            {
                var wait = LimitWait(answer, ++limited);
                if (Time.GetUtcNow() + wait > end) throw Limited(request, answer, wait, end);
                await Task.Delay(wait, Time, cancellationToken);
            }
            else if (answer is { IsSuccess: true } || (answer is not null && accepted.Contains(answer.Status)))
            {
                return answer;
            }
            else if (answer is { Status: HttpStatusCode.Unauthorized } && request.Bearer is null && !renewed && _options.Credentials.Forget(token))
            {
                renewed = true;
            }
            else if (answer is null or { IsLost: true })
            {
                var wait = answer?.RetryAfter ?? Backoff(++lost);
                if (answer?.RetryAfter is not null) lost++;
                if (!request.IsRepeatable || lost >= _options.Tries || Time.GetUtcNow() + wait > end) throw NoAnswer(request, answer, cause, lost);
                await Task.Delay(wait, Time, cancellationToken);
            }
            else
            {
                throw Failed(request, answer);
            }
        }
    }

    private async Task<(GitHubAnswer? Answer, Exception? Cause)> TryInTurnAsync(GitHubRequest request, string token, CancellationToken cancellationToken)
    {
        if (!request.IsWrite) return await TryAsync(request, token, cancellationToken);
        var pause = _lastWrite + _options.WriteInterval - Time.GetUtcNow();
        if (_lastWrite != DateTimeOffset.MinValue && pause > TimeSpan.Zero) await Task.Delay(pause, Time, cancellationToken);
        try
        {
            return await TryAsync(request, token, cancellationToken);
        }
        finally
        {
            _lastWrite = Time.GetUtcNow();
        }
    }

    private async Task<(GitHubAnswer? Answer, Exception? Cause)> TryAsync(GitHubRequest request, string token, CancellationToken cancellationToken)
    {
        // A network takes real time, whatever the clock of the waits says.
        using var timeout = new CancellationTokenSource(_options.TryTimeout);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return (await FollowAsync(request, token, limit.Token), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, e);
        }
    }

    private async Task<GitHubAnswer> FollowAsync(GitHubRequest request, string token, CancellationToken cancellationToken)
    {
        var address = AddressOf(request);
        for (var hop = 0; ; hop++)
        {
            using var message = Message(request, address, token);
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location) return await GitHubAnswer.ReadAsync(response, Time, cancellationToken);
            var next = new Uri(address, location);

            // A method is kept, so a body goes nowhere but home, and only where the redirect says that the method stays.
            var mayFollow = hop < Redirects && (next.Scheme == Uri.UriSchemeHttps || next.Scheme == address.Scheme)
                && (request.Method == HttpMethod.Get || ((int)response.StatusCode is 301 or 307 or 308 && IsHome(next)));
            if (!mayFollow) throw Failures.Unexpected(request.ToString(), response.StatusCode, $"a redirect to {next.GetLeftPart(UriPartial.Authority)}");
            address = next;
        }
    }

    // Retry-After, else the time at which a used-up limit is renewed, else a minute that doubles.
    private TimeSpan LimitWait(GitHubAnswer answer, int times)
    {
        if (answer.RetryAfter is { } after) return after;
        if (answer.LimitReset is { } reset) return reset > Time.GetUtcNow() ? reset - Time.GetUtcNow() + TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(1);
        return TimeSpan.FromMinutes(1) * Math.Pow(2, times - 1);
    }

    private ForgeException Limited(GitHubRequest request, GitHubAnswer answer, TimeSpan wait, DateTimeOffset end) =>
        Failures.Of(Descriptors.ForgeRateLimited, answer.Status, null, request, Math.Ceiling(wait.TotalSeconds), Math.Max(0, Math.Floor((end - Time.GetUtcNow()).TotalSeconds)));

    private ForgeException NoAnswer(GitHubRequest request, GitHubAnswer? answer, Exception? cause, int tries)
    {
        var what = answer is not null ? string.Create(CultureInfo.InvariantCulture, $"{(int)answer.Status} {answer.Status}")
            : cause is OperationCanceledException ? string.Create(CultureInfo.InvariantCulture, $"nothing came within {_options.TryTimeout.TotalSeconds} s")
            : Redact(cause?.Message ?? string.Empty);
        return Failures.Of(Descriptors.ForgeNoAnswer, answer?.Status, cause, request, tries, what);
    }

    private ForgeException Failed(GitHubRequest request, GitHubAnswer answer)
    {
        var text = Redact(TextOf(answer.Error()));
        var status = (int)answer.Status;
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => Failures.Of(Descriptors.ForgeNotAuthorised, answer.Status, null, request, text),
            HttpStatusCode.Forbidden => Failures.Of(Descriptors.ForgeForbidden, answer.Status, null, request, status, text, answer.AcceptedPermissions ?? request.Needs ?? "for this request"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => Failures.Of(Descriptors.ForgeNotFound, answer.Status, null, request, status, text),
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnprocessableEntity =>
                Failures.Of(Descriptors.ForgeValidationFailed, answer.Status, null, request, status, text),
            _ => Failures.Unexpected(request.ToString(), answer.Status, text),
        };
    }

    private string Redact(string text) => _options.Credentials.Redact(text);

    private static string TextOf(ErrorDto? error)
    {
        var fields = (error?.Errors ?? []).Select(FieldOf).Where(f => f.Length > 0).ToList();
        var message = error?.Message is { Length: > 0 } said ? said : "no reason is given";
        return fields.Count == 0 ? message : $"{message} ({string.Join("; ", fields)})";
    }

    // {resource: PullRequest, field: base, code: invalid} or {…, code: custom, message: …} or a text.
    private static string FieldOf(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String) return error.GetString()!;
        if (error.ValueKind != JsonValueKind.Object) return string.Empty;
        string? Text(string name) => error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var field = string.Join('.', new[] { Text("resource"), Text("field") }.Where(t => t is not null));
        return Text("message") is { } message ? message : $"{field}: {Text("code")}";
    }
}
