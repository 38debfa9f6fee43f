using System.Text.Json.Serialization;

namespace Rewriter.GitHub.Json;

internal sealed record PullRequestDto(
    [property: JsonRequired] int Number,
    [property: JsonRequired] string NodeId,
    [property: JsonRequired] string State,
    bool? Draft,
    [property: JsonRequired] string Title,
    string? Body,
    [property: JsonRequired] EndDto Head,
    [property: JsonRequired] EndDto Base,
    UserDto? User,
    DateTimeOffset? MergedAt,
    string? MergeCommitSha,
    LabelDto[]? Labels,
    [property: JsonRequired] Uri HtmlUrl);

/// <summary>One end of a pull request; the repository is null where it was deleted.</summary>
internal sealed record EndDto([property: JsonRequired] string Ref, [property: JsonRequired] string Sha, EndRepositoryDto? Repo);

internal sealed record EndRepositoryDto([property: JsonRequired] string FullName);

internal sealed record LabelDto([property: JsonRequired] string Name);

internal sealed record NewPullRequestDto(string Title, string Head, string Base, string Body, bool Draft);

internal sealed record PullRequestChangeDto(string? Title = null, string? Body = null, string? Base = null, string? State = null);

internal sealed record MergeDto(string Sha, string? MergeMethod);

internal sealed record IssueDto(UserDto? ClosedBy);

internal sealed record LabelsDto(IReadOnlyList<string> Labels);

internal sealed record ReviewersDto(IReadOnlyList<string> Reviewers, IReadOnlyList<string> TeamReviewers);

internal sealed record ReviewDto(UserDto? User, [property: JsonRequired] string State, string? CommitId);

internal sealed record CommentDto([property: JsonRequired] long Id, UserDto? User, string? Body, [property: JsonRequired] Uri HtmlUrl, DateTimeOffset? CreatedAt);
