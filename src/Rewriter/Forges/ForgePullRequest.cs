using System.Collections.Immutable;

namespace Rewriter.Forges;

/// <summary>A pull request.</summary>
/// <param name="Number">Its number.</param>
/// <param name="NodeId">Its id in the GraphQL API.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsDraft">True for a draft.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text; empty where it has none.</param>
/// <param name="Head">The branch it comes from, without the owner.</param>
/// <param name="HeadSha">The commit at that branch's head.</param>
/// <param name="IsFromFork">True where the branch lies in another repository: its content is not to be trusted.</param>
/// <param name="Base">The branch it goes to.</param>
/// <param name="Author">Who opened it.</param>
/// <param name="ClosedBy">Who closed it without merging; null where nobody did or it is not known.</param>
/// <param name="MergeSha">The commit by which it was merged; null where it was not.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="WebUrl">Where people look at it.</param>
public sealed record ForgePullRequest(
    int Number,
    string NodeId,
    PullRequestState State,
    bool IsDraft,
    string Title,
    string Body,
    string Head,
    string HeadSha,
    bool IsFromFork,
    string Base,
    string Author,
    string? ClosedBy,
    string? MergeSha,
    ImmutableArray<string> Labels,
    Uri WebUrl);
