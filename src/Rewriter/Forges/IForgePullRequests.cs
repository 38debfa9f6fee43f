namespace Rewriter.Forges;

/// <summary>Pull requests and what is said in them.</summary>
public interface IForgePullRequests
{
    /// <summary>A pull request.</summary>
    Task<ForgePullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken);

    /// <summary>All pull requests from a branch of this repository, in every state, the newest first.</summary>
    /// <param name="head">The branch they come from, without the owner.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<ForgePullRequest>> FindPullRequestsAsync(string head, CancellationToken cancellationToken);

    /// <summary>Opens one.</summary>
    Task<ForgePullRequest> CreatePullRequestAsync(PullRequestText text, string head, string @base, bool draft, CancellationToken cancellationToken);

    /// <summary>Gives one another title, body or base.</summary>
    Task<ForgePullRequest> UpdatePullRequestAsync(int number, PullRequestText text, string @base, CancellationToken cancellationToken);

    /// <summary>Makes one a draft, or ready for review.</summary>
    Task SetDraftAsync(ForgePullRequest pullRequest, bool draft, CancellationToken cancellationToken);

    /// <summary>Closes one without merging it.</summary>
    Task ClosePullRequestAsync(int number, CancellationToken cancellationToken);

    /// <summary>Merges one, only if its head is the commit that was looked at; false where it cannot be merged as it is.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="expectedHead">The commit at its head.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<bool> MergePullRequestAsync(int number, string expectedHead, CancellationToken cancellationToken);

    /// <summary>Adds labels; those that are there stay.</summary>
    Task AddLabelsAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken);

    /// <summary>Asks for reviews: people by login, teams by slug. One who cannot be asked is left out and returned.</summary>
    Task<IReadOnlyList<string>> RequestReviewersAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken);

    /// <summary>The reviews of one, oldest first.</summary>
    Task<IReadOnlyList<ForgeReview>> GetReviewsAsync(int number, CancellationToken cancellationToken);

    /// <summary>The comments of its thread, oldest first.</summary>
    Task<IReadOnlyList<ForgeComment>> GetCommentsAsync(int number, CancellationToken cancellationToken);

    /// <summary>Says something in its thread.</summary>
    Task<ForgeComment> CreateCommentAsync(int number, string body, CancellationToken cancellationToken);

    /// <summary>Says it differently.</summary>
    Task<ForgeComment> UpdateCommentAsync(long id, string body, CancellationToken cancellationToken);
}
