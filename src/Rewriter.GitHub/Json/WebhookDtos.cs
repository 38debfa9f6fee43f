using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rewriter.GitHub.Json;

internal sealed record WebhookDto(
    string? Action,
    UserDto? Sender,
    EndRepositoryDto? Repository,
    InstallationDto? Installation,
    PullRequestDto? PullRequest,
    WebhookIssueDto? Issue,
    CommentDto? Comment,
    ReviewDto? Review,
    WebhookHeadDto? CheckSuite,
    WebhookHeadDto? CheckRun);

/// <summary>An issue; one that is a pull request says so.</summary>
internal sealed record WebhookIssueDto([property: JsonRequired] int Number, JsonElement? PullRequest);

internal sealed record WebhookHeadDto(string? HeadSha, string? Status, string? Conclusion, WebhookPullRequestDto[]? PullRequests, WebhookHeadDto? CheckSuite);

internal sealed record WebhookPullRequestDto([property: JsonRequired] int Number);
