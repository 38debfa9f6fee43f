using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Rewriter.GitHub.Webhooks;

namespace Rewriter.Bot.Server;

/// <summary>Takes a webhook: looks who sent it before it reads what it says, and puts it into the queue.</summary>
/// <param name="secret">What is shared with the sender.</param>
/// <param name="work">Carries it out.</param>
/// <param name="queue">Where it waits.</param>
public sealed class WebhookEndpoint(string secret, BotWork work, RepositoryQueue queue)
{
    /// <summary>How many bytes an event may have: GitHub's own limit is 25 MB, what the bot answers is far smaller.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    private const int MaxRemembered = 4096;
    private readonly ConcurrentDictionary<string, byte> _seen = new(StringComparer.Ordinal);

    /// <summary>Answers a request.</summary>
    public async Task<IResult> HandleAsync(HttpRequest request)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MaxBody) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var body = buffer.ToArray();
        if (!WebhookSignature.IsValid(secret, body, request.Headers[WebhookSignature.Header].FirstOrDefault())) return Results.StatusCode(StatusCodes.Status401Unauthorized);

        var name = request.Headers["X-GitHub-Event"].FirstOrDefault() ?? string.Empty;
        if (name == "ping") return Results.Text("pong\n");
        var (happened, problem) = WebhookReader.Read(name, body);
        if (happened is null) return Results.Text($"{problem!.Id}: {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}\n", statusCode: StatusCodes.Status400BadRequest);
        if (!BotHandler.Concerns(happened)) return Results.Text("nothing to answer\n");
        if (IsKnown(request.Headers["X-GitHub-Delivery"].FirstOrDefault())) return Results.Text("answered already\n");
        return queue.TryAdd(happened.Repository, cancellation => work.RunAsync(happened, cancellation))
            ? Results.Text("accepted\n", statusCode: StatusCodes.Status202Accepted)
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    // A delivery that is sent again is noticed at the answer, too; this only saves the way there.
    private bool IsKnown(string? delivery)
    {
        if (delivery is null) return false;
        if (_seen.Count >= MaxRemembered) _seen.Clear();
        return !_seen.TryAdd(delivery, 0);
    }
}
