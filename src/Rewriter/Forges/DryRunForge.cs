using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rewriter.Forges;

/// <summary>
/// A forge of which one only reads: each request that would change something is told instead of sent, and answered as if
/// it had been. What a later request asks about it (a commit that was "made") is answered from memory.
/// </summary>
/// <param name="forge">The real one.</param>
/// <param name="tell">Takes one line a request; no line has a secret in it.</param>
public sealed class DryRunForge(IForge forge, Action<string> tell) : IForge
{
    private readonly Dictionary<string, ForgeCommit> _commits = new(StringComparer.Ordinal);
    private int _made;

    /// <inheritdoc/>
    public Task<ForgeRepository> GetRepositoryAsync(CancellationToken cancellationToken) => forge.GetRepositoryAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<string?> GetLoginAsync(CancellationToken cancellationToken) => forge.GetLoginAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ForgePermission> GetPermissionAsync(string login, CancellationToken cancellationToken) => forge.GetPermissionAsync(login, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> GetBranchHeadAsync(string branch, CancellationToken cancellationToken) => forge.GetBranchHeadAsync(branch, cancellationToken);

    /// <inheritdoc/>
    public Task<ForgeCommit> GetCommitAsync(string sha, CancellationToken cancellationToken) =>
        _commits.TryGetValue(sha, out var made) ? Task.FromResult(made) : forge.GetCommitAsync(sha, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ForgeCommit>> GetCommitsBetweenAsync(string baseSha, string headSha, CancellationToken cancellationToken) =>
        forge.GetCommitsBetweenAsync(baseSha, headSha, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ForgeTreeEntry>> GetTreeAsync(string tree, CancellationToken cancellationToken) => forge.GetTreeAsync(tree, cancellationToken);

    /// <inheritdoc/>
    public Task<string> CreateBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"create blob of {content.Length} bytes"));
        return Task.FromResult(NewId());
    }

    /// <inheritdoc/>
    public Task<string> CreateTreeAsync(string baseTree, IReadOnlyList<ForgeTreeEntry> changes, CancellationToken cancellationToken)
    {
        tell($"create tree on {Short(baseTree)}");
        foreach (var change in changes) tell($"  {(change.Blob is null ? "delete" : ModeOf(change.Mode))} {change.Path}");
        return Task.FromResult(NewId());
    }

    /// <inheritdoc/>
    public Task<string> CreateCommitAsync(string message, string tree, IReadOnlyList<string> parents, CancellationToken cancellationToken)
    {
        tell($"create commit on {string.Join(", ", parents.Select(Short))}: {message.Split('\n')[0]}");
        var sha = NewId();
        _commits[sha] = new ForgeCommit(sha, tree, [.. parents], message, null);
        return Task.FromResult(sha);
    }

    /// <inheritdoc/>
    public Task<bool> SwapBranchAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken)
    {
        tell(sha is null ? $"delete branch {branch}, if it is at {Short(expected)}" : expected is null ? $"create branch {branch}" : $"move branch {branch}, if it is at {Short(expected)}");
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<ForgePullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) => forge.GetPullRequestAsync(number, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ForgePullRequest>> FindPullRequestsAsync(string head, CancellationToken cancellationToken) => forge.FindPullRequestsAsync(head, cancellationToken);

    /// <inheritdoc/>
    public async Task<ForgePullRequest> CreatePullRequestAsync(PullRequestText text, string head, string @base, bool draft, CancellationToken cancellationToken)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"open {(draft ? "draft " : string.Empty)}pull request {head} -> {@base}: {text.Title} ({text.Body.Length} characters)"));
        var repository = await forge.GetRepositoryAsync(cancellationToken);
        return new ForgePullRequest(0, string.Empty, PullRequestState.Open, draft, text.Title, text.Body, head, string.Empty, IsFromFork: false, @base, string.Empty, null, null, [], repository.WebUrl);
    }

    /// <inheritdoc/>
    public async Task<ForgePullRequest> UpdatePullRequestAsync(int number, PullRequestText text, string @base, CancellationToken cancellationToken)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"update pull request #{number} -> {@base}: {text.Title} ({text.Body.Length} characters)"));
        return await forge.GetPullRequestAsync(number, cancellationToken) with { Title = text.Title, Body = text.Body, Base = @base };
    }

    /// <inheritdoc/>
    public Task SetDraftAsync(ForgePullRequest pullRequest, bool draft, CancellationToken cancellationToken) => Told($"make pull request #{pullRequest.Number} {(draft ? "a draft" : "ready for review")}");

    /// <inheritdoc/>
    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken) => Told($"close pull request #{number}");

    /// <inheritdoc/>
    public Task<bool> MergePullRequestAsync(int number, string expectedHead, CancellationToken cancellationToken)
    {
        tell($"merge pull request #{number}, if its head is {Short(expectedHead)}");
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task AddLabelsAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken) => Told($"add labels: {string.Join(", ", labels)}");

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> RequestReviewersAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken)
    {
        tell($"request reviews: {string.Join(", ", people.Concat(teams.Select(t => $"team {t}")))}");
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ForgeReview>> GetReviewsAsync(int number, CancellationToken cancellationToken) => forge.GetReviewsAsync(number, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ForgeComment>> GetCommentsAsync(int number, CancellationToken cancellationToken) => forge.GetCommentsAsync(number, cancellationToken);

    /// <inheritdoc/>
    public async Task<ForgeComment> CreateCommentAsync(int number, string body, CancellationToken cancellationToken)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"comment on pull request #{number} ({body.Length} characters)"));
        return new ForgeComment(0, string.Empty, body, (await forge.GetRepositoryAsync(cancellationToken)).WebUrl);
    }

    /// <inheritdoc/>
    public async Task<ForgeComment> UpdateCommentAsync(long id, string body, CancellationToken cancellationToken)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"update comment {id} ({body.Length} characters)"));
        return new ForgeComment(id, string.Empty, body, (await forge.GetRepositoryAsync(cancellationToken)).WebUrl);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ForgeCheck>> GetChecksAsync(string sha, CancellationToken cancellationToken) => forge.GetChecksAsync(sha, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReportCheckAsync(CheckReport report, CancellationToken cancellationToken)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"report check {report.Name}: {report.Title} ({report.Annotations.Length} annotations)"));
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async Task<WorkflowRun> DispatchWorkflowAsync(string workflow, string reference, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        tell($"start workflow {workflow} on {reference}");
        return new WorkflowRun(0, CheckState.Pending, null, (await forge.GetRepositoryAsync(cancellationToken)).WebUrl);
    }

    /// <inheritdoc/>
    public Task<WorkflowRun> GetWorkflowRunAsync(long id, CancellationToken cancellationToken) => forge.GetWorkflowRunAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetFailedLogTailAsync(long id, int lines, CancellationToken cancellationToken) => forge.GetFailedLogTailAsync(id, lines, cancellationToken);

    /// <inheritdoc/>
    public Task CancelWorkflowRunAsync(long id, CancellationToken cancellationToken) => Told($"cancel run {id}");

    private Task Told(string line)
    {
        tell(line);
        return Task.CompletedTask;
    }

    // Ids that look like ids and are none.
    private string NewId() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"dry run {++_made}"))))[..40];

    private static string Short(string? sha) => sha is null ? "nothing" : sha[..Math.Min(12, sha.Length)];

    private static string ModeOf(ForgeFileMode mode) => mode switch
    {
        ForgeFileMode.Executable => "100755",
        ForgeFileMode.Link => "120000",
        ForgeFileMode.Submodule => "160000",
        _ => "100644",
    };
}
