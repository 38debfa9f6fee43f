using Rewriter.Forges;

namespace Rewriter.Tests.Migrations;

/// <summary>A forge whose workflows stand as a test says; nothing else is asked of it.</summary>
internal sealed class StubForge : IForge
{
    /// <summary>How the run stands at each look; the last state stays. Empty: looking kills the process.</summary>
    public CheckState[] States { get; set; } = [];

    public List<string> Started { get; } = [];

    public int Look { get; set; }

    /// <summary>What goes wrong once the workflow was asked for; null where nothing does.</summary>
    public Exception? AtStart { get; set; }

    public Task<WorkflowRun> DispatchWorkflowAsync(string workflow, string reference, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        Started.Add($"{workflow} {reference} {string.Join(' ', inputs.Select(i => $"{i.Key}={i.Value}"))}");
        return AtStart is { } wrong ? Task.FromException<WorkflowRun>(wrong) : Task.FromResult(Run(CheckState.Pending));
    }

    public Task<WorkflowRun> GetWorkflowRunAsync(long id, CancellationToken cancellationToken) =>
        States.Length == 0 ? throw new InvalidOperationException("killed") : Task.FromResult(Run(States[Math.Min(Look++, States.Length - 1)]));

    public Task<IReadOnlyList<string>> GetFailedLogTailAsync(long id, int lines, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(["a line", "the last line"]);

    public Task<ForgeRepository> GetRepositoryAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetLoginAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ForgePermission> GetPermissionAsync(string login, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ForgeCheck>> GetChecksAsync(string sha, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ReportCheckAsync(CheckReport report, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetBranchHeadAsync(string branch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ForgeCommit> GetCommitAsync(string sha, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ForgeCommit>> GetCommitsBetweenAsync(string baseSha, string headSha, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ForgeTreeEntry>> GetTreeAsync(string tree, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> CreateBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> CreateTreeAsync(string baseTree, IReadOnlyList<ForgeTreeEntry> changes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> CreateCommitAsync(string message, string tree, IReadOnlyList<string> parents, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> SwapBranchAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ForgePullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ForgePullRequest>> FindPullRequestsAsync(string head, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ForgePullRequest> CreatePullRequestAsync(PullRequestText text, string head, string @base, bool draft, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ForgePullRequest> UpdatePullRequestAsync(int number, PullRequestText text, string @base, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetDraftAsync(ForgePullRequest pullRequest, bool draft, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> MergePullRequestAsync(int number, string expectedHead, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AddLabelsAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> RequestReviewersAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ForgeReview>> GetReviewsAsync(int number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ForgeComment>> GetCommentsAsync(int number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ForgeComment> CreateCommentAsync(int number, string body, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ForgeComment> UpdateCommentAsync(long id, string body, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CancelWorkflowRunAsync(long id, CancellationToken cancellationToken) => throw new NotSupportedException();

    private WorkflowRun Run(CheckState state) =>
        new(Started.Count, state, state == CheckState.Pending ? null : state == CheckState.Success ? "success" : "failure", new Uri($"https://example.org/runs/{Started.Count}"));
}
