using System.Net;
using Rewriter.Diagnostics;
using Rewriter.Forges;

namespace Rewriter.GitHub.Official;

/// <content>Pull requests.</content>
public sealed partial class OctokitForge
{
    /// <inheritdoc/>
    public async Task<ForgePullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) =>
        await CompleteAsync(await _client.PullRequest.Get(_owner, _name, number).WaitAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgePullRequest>> FindPullRequestsAsync(string head, CancellationToken cancellationToken)
    {
        var result = new List<ForgePullRequest>();
        foreach (var found in await FindAsync(head, Octokit.ItemStateFilter.All, cancellationToken)) result.Add(await CompleteAsync(found, cancellationToken));
        return result;
    }

    /// <inheritdoc/>
    /// <remarks>A repository without drafts gets an ordinary pull request; the result says so.</remarks>
    public async Task<ForgePullRequest> CreatePullRequestAsync(PullRequestText text, string head, string @base, bool draft, CancellationToken cancellationToken)
    {
        await GetRepositoryAsync(cancellationToken);
        var asked = new Octokit.NewPullRequest(text.Title, head, @base) { Body = text.Body, Draft = draft };
        try
        {
            return PullRequestOf(await _transport.CreateAsync(
                () => _client.PullRequest.Create(_owner, _name, asked).WaitAsync(cancellationToken),
                async () => (await FindAsync(head, Octokit.ItemStateFilter.Open, cancellationToken)).FirstOrDefault(p => p.Base.Ref == @base),
                cancellationToken));
        }
        catch (ForgeException refused) when (draft && refused.Is(Descriptors.ForgeValidationFailed))
        {
            return await CreatePullRequestAsync(text, head, @base, draft: false, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<ForgePullRequest> UpdatePullRequestAsync(int number, PullRequestText text, string @base, CancellationToken cancellationToken)
    {
        var change = new Octokit.PullRequestUpdate { Title = text.Title, Body = text.Body, Base = @base };
        return await CompleteAsync(await _client.PullRequest.Update(_owner, _name, number, change).WaitAsync(cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task SetDraftAsync(ForgePullRequest pullRequest, bool draft, CancellationToken cancellationToken) => _rest.SetDraftAsync(pullRequest, draft, cancellationToken);

    /// <inheritdoc/>
    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) =>
        _client.PullRequest.Update(_owner, _name, number, new Octokit.PullRequestUpdate { State = Octokit.ItemState.Closed }).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    /// <remarks>As a merge commit; where the repository does not allow those, squashed or rebased.</remarks>
    public async Task<bool> MergePullRequestAsync(int number, string expectedHead, CancellationToken cancellationToken)
    {
        var repository = await _client.Repository.Get(_owner, _name).WaitAsync(cancellationToken);
        var method = repository.AllowMergeCommit != false ? (Octokit.PullRequestMergeMethod?)null
            : repository.AllowSquashMerge != false ? Octokit.PullRequestMergeMethod.Squash : Octokit.PullRequestMergeMethod.Rebase;
        try
        {
            await _client.PullRequest.Merge(_owner, _name, number, new Octokit.MergePullRequest { Sha = expectedHead, MergeMethod = method }).WaitAsync(cancellationToken);
            return true;
        }
        catch (ForgeException refused) when (refused.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.Conflict)
        {
            var now = await _client.PullRequest.Get(_owner, _name, number).WaitAsync(cancellationToken);
            return now.MergedAt is not null && now.Head.Sha == expectedHead;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Octokit sends a bare list, which GitHub does not describe any more.</remarks>
    public Task AddLabelsAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken) => _rest.AddLabelsAsync(number, labels, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> RequestReviewersAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken) =>
        RestForge.RequestReviewersAsync(people, teams, (some, groups) => RequestAsync(number, some, groups, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeReview>> GetReviewsAsync(int number, CancellationToken cancellationToken)
    {
        var reviews = await _client.PullRequest.Review.GetAll(_owner, _name, number, Pages()).WaitAsync(cancellationToken);
        return [.. reviews.Where(r => r.State.StringValue != "PENDING").Select(r => new ForgeReview(r.User?.Login ?? "ghost", RestForge.VerdictOf(r.State.StringValue), r.CommitId ?? string.Empty))];
    }

    /// <inheritdoc/>
    /// <remarks>Octokit asks for an order that GitHub does not describe for a single thread.</remarks>
    public Task<IReadOnlyList<ForgeComment>> GetCommentsAsync(int number, CancellationToken cancellationToken) => _rest.GetCommentsAsync(number, cancellationToken);

    /// <inheritdoc/>
    public Task<ForgeComment> CreateCommentAsync(int number, string body, CancellationToken cancellationToken)
    {
        var begin = _transport.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        return _transport.CreateAsync(
            async () => CommentOf(await _client.Issue.Comment.Create(_owner, _name, number, body).WaitAsync(cancellationToken)),
            () => _rest.FindCommentAsync(number, body, begin, cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ForgeComment> UpdateCommentAsync(long id, string body, CancellationToken cancellationToken) =>
        CommentOf(await _client.Issue.Comment.Update(_owner, _name, id, body).WaitAsync(cancellationToken));

    private Octokit.ApiOptions Pages() => new() { PageSize = _transport.Options.PageSize };

    private async Task<bool> RequestAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken)
    {
        try
        {
            await _client.PullRequest.ReviewRequest.Create(_owner, _name, number, new Octokit.PullRequestReviewRequest(people, teams)).WaitAsync(cancellationToken);
            return true;
        }
        catch (ForgeException refused) when (refused.Status == HttpStatusCode.UnprocessableEntity)
        {
            return false;
        }
    }

    private async Task<List<Octokit.PullRequest>> FindAsync(string head, Octokit.ItemStateFilter state, CancellationToken cancellationToken)
    {
        var repository = await GetRepositoryAsync(cancellationToken);
        var request = new Octokit.PullRequestRequest
        {
            State = state, Head = $"{repository.Owner}:{head}", SortProperty = Octokit.PullRequestSort.Created, SortDirection = Octokit.SortDirection.Descending,
        };
        var all = await _client.PullRequest.GetAllForRepository(_owner, _name, request, Pages()).WaitAsync(cancellationToken);
        return [.. all.Where(p => p.Head.Ref == head && p.Head.Repository?.FullName == repository.Slug)];
    }

    private async Task<ForgePullRequest> CompleteAsync(Octokit.PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var result = PullRequestOf(pullRequest);
        if (result.State != PullRequestState.Closed) return result;
        var issue = await OrNullAsync(() => _client.Issue.Get(_owner, _name, pullRequest.Number), cancellationToken);
        return result with { ClosedBy = issue?.ClosedBy?.Login };
    }

    private static ForgePullRequest PullRequestOf(Octokit.PullRequest p) => new(
        p.Number,
        p.NodeId,
        p.MergedAt is not null ? PullRequestState.Merged : p.State.StringValue == "closed" ? PullRequestState.Closed : PullRequestState.Open,
        p.Draft,
        p.Title,
        p.Body ?? string.Empty,
        p.Head.Ref,
        p.Head.Sha,
        p.Head.Repository is null || p.Head.Repository.FullName != p.Base.Repository?.FullName,
        p.Base.Ref,
        p.User?.Login ?? "ghost",
        ClosedBy: null,
        p.MergedAt is null ? null : p.MergeCommitSha,
        [.. (p.Labels ?? []).Select(l => l.Name)],
        new Uri(p.HtmlUrl));

    private static ForgeComment CommentOf(Octokit.IssueComment c) => new(c.Id, c.User?.Login ?? "ghost", c.Body ?? string.Empty, new Uri(c.HtmlUrl));
}
