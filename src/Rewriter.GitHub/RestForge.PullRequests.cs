using System.Net;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.GitHub.Http;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub;

/// <content>Pull requests.</content>
public sealed partial class RestForge
{
    private const string NeedsPullRequests = "pull_requests=write";

    /// <inheritdoc/>
    public async Task<ForgePullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken)
    {
        if (IsPlanned(number)) return _planned.PullRequests.Values.First();
        var pullRequest = await _transport.ReadAsync(_transport.Repository($"/pulls/{number}"), GitHubJson.Default.PullRequestDto, cancellationToken);
        return await CompleteAsync(pullRequest, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgePullRequest>> FindPullRequestsAsync(string head, CancellationToken cancellationToken)
    {
        var found = await FindAsync(head, "all", cancellationToken);
        var result = new List<ForgePullRequest>();
        if (_planned.PullRequests.TryGetValue(head, out var planned)) result.Add(planned);
        foreach (var pullRequest in found) result.Add(await CompleteAsync(pullRequest, cancellationToken));
        return result;
    }

    /// <inheritdoc/>
    /// <remarks>A repository without drafts gets an ordinary pull request; the result says so.</remarks>
    public async Task<ForgePullRequest> CreatePullRequestAsync(PullRequestText text, string head, string @base, bool draft, CancellationToken cancellationToken)
    {
        var repository = await RepositoryAsync(cancellationToken);
        var request = _transport.Repository(HttpMethod.Post, "/pulls", new NewPullRequestDto(text.Title, head, @base, text.Body, draft), GitHubJson.Default.NewPullRequestDto) with
        {
            Needs = NeedsPullRequests, Invented = () => JsonSerializer.SerializeToUtf8Bytes(Planned(repository, text, head, @base, draft), GitHubJson.Default.PullRequestDto),
        };
        try
        {
            var made = PullRequestOf(await _transport.CreateAsync(request, GitHubJson.Default.PullRequestDto, async () => (await FindAsync(head, "open", cancellationToken)).FirstOrDefault(p => p.Base.Ref == @base), cancellationToken));
            if (_transport.IsDryRun) _planned.PullRequests[head] = made;
            return made;
        }
        catch (ForgeException refused) when (draft && refused.Is(Descriptors.ForgeValidationFailed))
        {
            return await CreatePullRequestAsync(text, head, @base, draft: false, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<ForgePullRequest> UpdatePullRequestAsync(int number, PullRequestText text, string @base, CancellationToken cancellationToken) =>
        ChangeAsync(number, new PullRequestChangeDto(text.Title, text.Body, @base), cancellationToken);

    /// <inheritdoc/>
    public async Task SetDraftAsync(ForgePullRequest pullRequest, bool draft, CancellationToken cancellationToken)
    {
        if (pullRequest.IsDraft != draft) await _graphQl.SetDraftAsync(pullRequest.NodeId, draft, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) =>
        ChangeAsync(number, new PullRequestChangeDto(State: "closed"), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>As a merge commit; where the repository does not allow those, squashed or rebased.</remarks>
    public async Task<bool> MergePullRequestAsync(int number, string expectedHead, CancellationToken cancellationToken)
    {
        var repository = await RepositoryAsync(cancellationToken);
        var method = repository.AllowMergeCommit != false ? null : repository.AllowSquashMerge != false ? "squash" : "rebase";
        var request = _transport.Repository(HttpMethod.Put, $"/pulls/{number}/merge", new MergeDto(expectedHead, method), GitHubJson.Default.MergeDto) with { Needs = NeedsContents };
        var answer = await _transport.SendAsync(request, cancellationToken, HttpStatusCode.MethodNotAllowed, HttpStatusCode.Conflict);
        if (answer.IsSuccess) return true;

        // An answer may have been lost before this one: then it is merged already, and cannot be merged.
        var now = await _transport.ReadAsync(_transport.Repository($"/pulls/{number}"), GitHubJson.Default.PullRequestDto, cancellationToken);
        return now.MergedAt is not null && now.Head.Sha == expectedHead;
    }

    /// <inheritdoc/>
    public async Task AddLabelsAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        if (labels.Count == 0) return;
        var request = _transport.Repository(HttpMethod.Post, $"/issues/{number}/labels", new LabelsDto(labels), GitHubJson.Default.LabelsDto);
        await _transport.SendAsync(request with { IsRepeatable = true, Needs = "issues=write or pull_requests=write" }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> RequestReviewersAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken) =>
        RequestReviewersAsync(people, teams, (some, groups) => RequestAsync(number, some, groups, cancellationToken));

    internal static async Task<IReadOnlyList<string>> RequestReviewersAsync(IReadOnlyList<string> people, IReadOnlyList<string> teams, Func<IReadOnlyList<string>, IReadOnlyList<string>, Task<bool>> request)
    {
        if (people.Count + teams.Count == 0 || await request(people, teams)) return [];
        if (people.Count + teams.Count == 1) return [.. people, .. teams];

        // One of them cannot be asked, and then nobody is: each alone.
        var left = new List<string>();
        foreach (var person in people)
        {
            if (!await request([person], [])) left.Add(person);
        }

        foreach (var team in teams)
        {
            if (!await request([], [team])) left.Add(team);
        }

        return left;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeReview>> GetReviewsAsync(int number, CancellationToken cancellationToken)
    {
        if (IsPlanned(number)) return [];
        var reviews = await _transport.ReadAllAsync(_transport.Repository($"/pulls/{number}/reviews"), GitHubJson.Default.ReviewDtoArray, page => page, cancellationToken);
        return [.. reviews.Where(r => r.State != "PENDING").Select(ReviewOf)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeComment>> GetCommentsAsync(int number, CancellationToken cancellationToken) =>
        IsPlanned(number) ? [] : [.. (await CommentsAsync(number, cancellationToken)).Select(CommentOf)];

    /// <inheritdoc/>
    public async Task<ForgeComment> CreateCommentAsync(int number, string body, CancellationToken cancellationToken)
    {
        var repository = await RepositoryAsync(cancellationToken);
        var begin = _transport.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        var request = _transport.Repository(HttpMethod.Post, $"/issues/{number}/comments", new BodyDto(body), GitHubJson.Default.BodyDto) with
        {
            Needs = "issues=write or pull_requests=write", Invented = () => Json(new CommentDto(PlannedObjects.Number, null, body, repository.HtmlUrl, null)),
        };
        return await _transport.CreateAsync(
            async () => CommentOf(await _transport.ReadAsync(request with { IsRepeatable = false }, GitHubJson.Default.CommentDto, cancellationToken)),
            () => FindCommentAsync(number, body, begin, cancellationToken),
            cancellationToken);
    }

    /// <summary>A comment that was perhaps made since a time, found by its text; null where there is none.</summary>
    internal async Task<ForgeComment?> FindCommentAsync(int number, string body, DateTimeOffset begin, CancellationToken cancellationToken) =>
        (await CommentsAsync(number, cancellationToken)).LastOrDefault(c => c.Body == body && c.CreatedAt >= begin) is { } found ? CommentOf(found) : null;

    /// <inheritdoc/>
    public async Task<ForgeComment> UpdateCommentAsync(long id, string body, CancellationToken cancellationToken)
    {
        var repository = await RepositoryAsync(cancellationToken);
        var request = _transport.Repository(HttpMethod.Patch, $"/issues/comments/{id}", new BodyDto(body), GitHubJson.Default.BodyDto) with
        {
            Needs = "issues=write or pull_requests=write", Invented = () => Json(new CommentDto(id, null, body, repository.HtmlUrl, null)),
        };
        return CommentOf(await _transport.ReadAsync(request, GitHubJson.Default.CommentDto, cancellationToken));
    }

    private bool IsPlanned(int number) => _transport.IsDryRun && number == PlannedObjects.Number;

    private async Task<List<PullRequestDto>> FindAsync(string head, string state, CancellationToken cancellationToken)
    {
        var repository = await RepositoryAsync(cancellationToken);
        var request = _transport.Repository($"/pulls?state={state}&head={Uri.EscapeDataString($"{repository.Owner.Login}:{head}")}&sort=created&direction=desc");
        var all = await _transport.ReadAllAsync(request, GitHubJson.Default.PullRequestDtoArray, page => page, cancellationToken);
        return [.. all.Where(p => p.Head.Ref == head && p.Head.Repo?.FullName == repository.FullName)];
    }

    // Who closed it is known to the issue only.
    private async Task<ForgePullRequest> CompleteAsync(PullRequestDto pullRequest, CancellationToken cancellationToken)
    {
        var result = PullRequestOf(pullRequest);
        if (result.State != PullRequestState.Closed) return result;
        var issue = await _transport.ReadOrNullAsync(_transport.Repository($"/issues/{pullRequest.Number}"), GitHubJson.Default.IssueDto, cancellationToken);
        return result with { ClosedBy = issue?.ClosedBy?.Login };
    }

    private async Task<ForgePullRequest> ChangeAsync(int number, PullRequestChangeDto change, CancellationToken cancellationToken)
    {
        var before = _transport.IsDryRun ? await GetPullRequestAsync(number, cancellationToken) : null;
        var request = _transport.Repository(HttpMethod.Patch, $"/pulls/{number}", change, GitHubJson.Default.PullRequestChangeDto) with { Needs = NeedsPullRequests };
        if (before is null) return await CompleteAsync(await _transport.ReadAsync(request, GitHubJson.Default.PullRequestDto, cancellationToken), cancellationToken);
        await _transport.SendAsync(request, cancellationToken);
        return before with
        {
            Title = change.Title ?? before.Title, Body = change.Body ?? before.Body, Base = change.Base ?? before.Base,
            State = change.State is null ? before.State : PullRequestState.Closed,
        };
    }

    private async Task<bool> RequestAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken)
    {
        var request = _transport.Repository(HttpMethod.Post, $"/pulls/{number}/requested_reviewers", new ReviewersDto(people, teams), GitHubJson.Default.ReviewersDto);
        var answer = await _transport.SendAsync(request with { IsRepeatable = true, Needs = NeedsPullRequests }, cancellationToken, HttpStatusCode.UnprocessableEntity);
        return answer.IsSuccess;
    }

    private Task<List<CommentDto>> CommentsAsync(int number, CancellationToken cancellationToken) =>
        _transport.ReadAllAsync(_transport.Repository($"/issues/{number}/comments"), GitHubJson.Default.CommentDtoArray, page => page, cancellationToken);

    private PullRequestDto Planned(RepositoryDto repository, PullRequestText text, string head, string @base, bool draft)
    {
        var home = new EndRepositoryDto(repository.FullName);
        var sha = _planned.Branches.GetValueOrDefault(head) ?? GraphQlClient.NoCommit;
        return new PullRequestDto(PlannedObjects.Number, string.Empty, "open", draft, text.Title, text.Body, new EndDto(head, sha, home), new EndDto(@base, GraphQlClient.NoCommit, home), null, null, null, null, repository.HtmlUrl);
    }

    internal static ForgePullRequest PullRequestOf(PullRequestDto p) => new(
        p.Number,
        p.NodeId,
        p.MergedAt is not null ? PullRequestState.Merged : p.State == "closed" ? PullRequestState.Closed : PullRequestState.Open,
        p.Draft ?? false,
        p.Title,
        p.Body ?? string.Empty,
        p.Head.Ref,
        p.Head.Sha,
        p.Head.Repo is null || p.Head.Repo.FullName != p.Base.Repo?.FullName,
        p.Base.Ref,
        p.User?.Login ?? "ghost",
        ClosedBy: null,
        p.MergedAt is null ? null : p.MergeCommitSha,
        [.. (p.Labels ?? []).Select(l => l.Name)],
        p.HtmlUrl);

    internal static ForgeComment CommentOf(CommentDto c) => new(c.Id, c.User?.Login ?? "ghost", c.Body ?? string.Empty, c.HtmlUrl);

    internal static ForgeReview ReviewOf(ReviewDto r) => new(r.User?.Login ?? "ghost", VerdictOf(r.State), r.CommitId ?? string.Empty);

    // Webhooks write it in lower case, the API in upper case.
    internal static ReviewVerdict VerdictOf(string state) => state.ToUpperInvariant() switch
    {
        "APPROVED" => ReviewVerdict.Approved,
        "CHANGES_REQUESTED" => ReviewVerdict.ChangesRequested,
        "DISMISSED" => ReviewVerdict.Dismissed,
        _ => ReviewVerdict.Commented,
    };

    private static byte[] Json(CommentDto value) => JsonSerializer.SerializeToUtf8Bytes(value, GitHubJson.Default.CommentDto);
}
