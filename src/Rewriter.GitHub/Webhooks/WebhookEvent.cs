using System.Collections.Immutable;
using Rewriter.Forges;

namespace Rewriter.GitHub.Webhooks;

/// <summary>Something that happened in a repository, as a webhook or the event file of a workflow tells it.</summary>
/// <param name="Name">Its name: <c>pull_request</c>, <c>issue_comment</c>, <c>pull_request_review</c>, <c>check_suite</c>, <c>check_run</c>.</param>
/// <param name="Action">What was done: <c>opened</c>, <c>created</c>; empty where the event has none.</param>
/// <param name="Repository">Where: <c>owner/name</c>.</param>
/// <param name="Sender">The login of who did it.</param>
public sealed record WebhookEvent(string Name, string Action, string Repository, string Sender)
{
    /// <summary>The installation of the App that is told; null for a webhook of a repository.</summary>
    public long? Installation { get; init; }

    /// <summary>The numbers of the pull requests that it is about; empty where it is about none, such as a comment on an issue.</summary>
    public ImmutableArray<int> PullRequests { get; init; } = [];

    /// <summary>The pull request, where the event tells it whole; ask the forge for the rest.</summary>
    public ForgePullRequest? PullRequest { get; init; }

    /// <summary>The comment.</summary>
    public ForgeComment? Comment { get; init; }

    /// <summary>The review.</summary>
    public ForgeReview? Review { get; init; }

    /// <summary>The commit that was checked, or that stands at the pull request's head; null where the event names none.</summary>
    public string? HeadSha { get; init; }

    /// <summary>How the checks stand; null for other events.</summary>
    public CheckState? Check { get; init; }
}
