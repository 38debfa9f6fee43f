using System.Text.Json;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub.Webhooks;

/// <summary>Reads webhooks and the event files of workflows; both have the same JSON.</summary>
public static class WebhookReader
{
    /// <summary>Reads an event. Of what GitHub tells, only what the bot needs is read; other fields may be missing.</summary>
    /// <param name="name">Its name: the header <c>X-GitHub-Event</c>, or GITHUB_EVENT_NAME.</param>
    /// <param name="body">The JSON.</param>
    /// <returns>The event, or what is wrong with it (RW5009).</returns>
    public static (WebhookEvent? Event, Diagnostic? Problem) Read(string name, ReadOnlySpan<byte> body)
    {
        try
        {
            var content = JsonSerializer.Deserialize(body, GitHubJson.Default.WebhookDto);
            return content is { Repository: { } repository, Sender: { } sender } ? (EventOf(name, content, repository.FullName, sender.Login), null) : Refused(name, "it names no repository or no sender");
        }
        catch (JsonException e)
        {
            return Refused(name, $"it is no JSON of the expected form (at '{e.Path}')");
        }
    }

    private static WebhookEvent EventOf(string name, WebhookDto content, string repository, string sender)
    {
        var check = content.CheckRun ?? content.CheckSuite;
        return new WebhookEvent(name, content.Action ?? string.Empty, repository, sender)
        {
            Installation = content.Installation?.Id,
            PullRequests = content.PullRequest is { } one ? [one.Number]
                : content.Issue is { PullRequest: not null } issue ? [issue.Number]
                : [.. (check?.PullRequests ?? []).Select(p => p.Number)],
            PullRequest = content.PullRequest is { } told ? RestForge.PullRequestOf(told) : null,
            Comment = content.Comment is { } comment ? RestForge.CommentOf(comment) : null,
            Review = content.Review is { } review ? RestForge.ReviewOf(review) : null,
            HeadSha = content.PullRequest?.Head.Sha ?? check?.HeadSha,
            Check = check is null ? null : RestForge.StateOf(check.Status, check.Conclusion),
        };
    }

    private static (WebhookEvent? Event, Diagnostic? Problem) Refused(string name, string why) => (null, Descriptors.WebhookRefused.Anywhere(name, why));
}
