using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Rewriter.Forges;

namespace Rewriter.Tests.PullRequests;

/// <summary>A forge of one repository in memory: what the keeping of pull requests is tested on, request by request.</summary>
internal sealed class MemoryForge : IForge
{
    public const string Login = "rewrite-bot";

    private readonly Dictionary<string, ForgeCommit> _commits = [];
    private readonly Dictionary<string, ImmutableSortedDictionary<string, (ForgeFileMode Mode, string Blob)>> _trees = [];
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly List<ForgePullRequest> _pullRequests = [];
    private int _ids;

    public Dictionary<string, string> Branches { get; } = [];

    public List<string> Writes { get; } = [];

    public List<(int Number, ForgeComment Comment)> Comments { get; } = [];

    public List<(int Number, string Who)> Asked { get; } = [];

    public List<ForgeReview> Reviews { get; } = [];

    public List<ForgeCheck> Checks { get; } = [];

    public List<CheckReport> Reports { get; } = [];

    /// <summary>Runs before a branch is swapped: the place of a race.</summary>
    public Action? BeforeSwap { get; set; }

    public Uri Web { get; } = new("https://forge.example/o/r");

    public ForgePullRequest Single => Assert.Single(_pullRequests);

    public IReadOnlyList<ForgePullRequest> All => _pullRequests;

    public string AddCommit(string branch, string? sha, IEnumerable<(string Path, ForgeFileMode Mode, byte[] Bytes)> files, string message = "work", string? author = "alice")
    {
        var entries = files.ToImmutableSortedDictionary(f => f.Path, f => (f.Mode, Store(f.Bytes)), StringComparer.Ordinal);
        var tree = AddTree(entries);
        sha ??= NewId();
        ImmutableArray<string> parents = Branches.TryGetValue(branch, out var parent) ? [parent] : [];
        _commits[sha] = new ForgeCommit(sha, tree, parents, message, author);
        return Branches[branch] = sha;
    }

    public IReadOnlyDictionary<string, (ForgeFileMode Mode, byte[] Bytes)> Files(string branch) =>
        _trees[_commits[Branches[branch]].Tree].ToDictionary(e => e.Key, e => (e.Value.Mode, _blobs[e.Value.Blob]));

    public ForgeCommit Head(string branch) => _commits[Branches[branch]];

    public void Change(int number, Func<ForgePullRequest, ForgePullRequest> change) => _pullRequests[number - 1] = change(_pullRequests[number - 1]);

    public Task<ForgeRepository> GetRepositoryAsync(CancellationToken cancellationToken) => Task.FromResult(new ForgeRepository("o", "r", "main", "R", Web));

    public Task<string?> GetLoginAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(Login);

    public Task<ForgePermission> GetPermissionAsync(string login, CancellationToken cancellationToken) => Task.FromResult(ForgePermission.Write);

    public Task<string?> GetBranchHeadAsync(string branch, CancellationToken cancellationToken) => Task.FromResult(Branches.GetValueOrDefault(branch));

    public Task<ForgeCommit> GetCommitAsync(string sha, CancellationToken cancellationToken) => Task.FromResult(_commits[sha]);

    public Task<IReadOnlyList<ForgeCommit>> GetCommitsBetweenAsync(string baseSha, string headSha, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ForgeTreeEntry>> GetTreeAsync(string tree, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ForgeTreeEntry>>([.. _trees[tree].Select(e => new ForgeTreeEntry(e.Key, e.Value.Mode, e.Value.Blob))]);

    public Task<string> CreateBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => Wrote("blob", Store(content.ToArray()));

    public Task<string> CreateTreeAsync(string baseTree, IReadOnlyList<ForgeTreeEntry> changes, CancellationToken cancellationToken)
    {
        var tree = _trees[baseTree].ToBuilder();
        foreach (var change in changes)
        {
            if (change.Blob is null) tree.Remove(change.Path);
            else tree[change.Path] = (change.Mode, change.Blob);
        }

        return Wrote("tree", AddTree(tree.ToImmutable()));
    }

    public Task<string> CreateCommitAsync(string message, string tree, IReadOnlyList<string> parents, CancellationToken cancellationToken)
    {
        var sha = NewId();
        _commits[sha] = new ForgeCommit(sha, tree, [.. parents], message, Login);
        return Wrote("commit", sha);
    }

    public Task<bool> SwapBranchAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken)
    {
        BeforeSwap?.Invoke();
        if (Branches.GetValueOrDefault(branch) != expected) return Wrote("lost", false);
        if (sha is null) Branches.Remove(branch);
        else Branches[branch] = sha;
        return Wrote(sha is null ? "delete" : "swap", true);
    }

    public Task<ForgePullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) => Task.FromResult(Live(_pullRequests[number - 1]));

    public Task<IReadOnlyList<ForgePullRequest>> FindPullRequestsAsync(string head, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ForgePullRequest>>([.. _pullRequests.Where(p => p.Head == head).Reverse().Select(Live)]);

    public Task<ForgePullRequest> CreatePullRequestAsync(PullRequestText text, string head, string @base, bool draft, CancellationToken cancellationToken)
    {
        if (_pullRequests.Any(p => p.Head == head && p.State == PullRequestState.Open)) throw new ForgeException("RW5001", "there is one", "use it", HttpStatusCode.UnprocessableEntity);
        var number = _pullRequests.Count + 1;
        _pullRequests.Add(new ForgePullRequest(number, $"P{number}", PullRequestState.Open, draft, text.Title, text.Body, head, Branches[head], false, @base, Login, null, null, [], new Uri($"{Web}/pull/{number}")));
        return Wrote("open", _pullRequests[^1]);
    }

    public Task<ForgePullRequest> UpdatePullRequestAsync(int number, PullRequestText text, string @base, CancellationToken cancellationToken)
    {
        Change(number, p => p with { Title = text.Title, Body = text.Body, Base = @base });
        return Wrote("update", Live(_pullRequests[number - 1]));
    }

    public Task SetDraftAsync(ForgePullRequest pullRequest, bool draft, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken)
    {
        Change(number, p => p with { State = PullRequestState.Closed, ClosedBy = Login });
        return Wrote("close", true);
    }

    public Task<bool> MergePullRequestAsync(int number, string expectedHead, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AddLabelsAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        Change(number, p => p with { Labels = [.. p.Labels.Union(labels)] });
        return Wrote("labels", true);
    }

    public Task<IReadOnlyList<string>> RequestReviewersAsync(int number, IReadOnlyList<string> people, IReadOnlyList<string> teams, CancellationToken cancellationToken)
    {
        Asked.AddRange([.. people.Select(p => (number, p)), .. teams.Select(t => (number, "team " + t))]);
        return Wrote<IReadOnlyList<string>>("reviewers", []);
    }

    public Task<IReadOnlyList<ForgeReview>> GetReviewsAsync(int number, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ForgeReview>>(Reviews);

    public Task<IReadOnlyList<ForgeComment>> GetCommentsAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ForgeComment>>([.. Comments.Where(c => c.Number == number).Select(c => c.Comment)]);

    public Task<ForgeComment> CreateCommentAsync(int number, string body, CancellationToken cancellationToken)
    {
        Comments.Add((number, new ForgeComment(Comments.Count + 1, Login, body, Web)));
        return Wrote("comment", Comments[^1].Comment);
    }

    public Task<ForgeComment> UpdateCommentAsync(long id, string body, CancellationToken cancellationToken)
    {
        var index = (int)id - 1;
        Comments[index] = (Comments[index].Number, Comments[index].Comment with { Body = body });
        return Wrote("comment again", Comments[index].Comment);
    }

    public Task<IReadOnlyList<ForgeCheck>> GetChecksAsync(string sha, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ForgeCheck>>(Checks);

    public Task<bool> ReportCheckAsync(CheckReport report, CancellationToken cancellationToken)
    {
        Reports.Add(report);
        return Wrote("check", true);
    }

    public Task<WorkflowRun> DispatchWorkflowAsync(string workflow, string reference, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WorkflowRun> GetWorkflowRunAsync(long id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> GetFailedLogTailAsync(long id, int lines, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CancelWorkflowRunAsync(long id, CancellationToken cancellationToken) => throw new NotSupportedException();

    private ForgePullRequest Live(ForgePullRequest pullRequest) =>
        pullRequest.State == PullRequestState.Open && Branches.TryGetValue(pullRequest.Head, out var head) ? pullRequest with { HeadSha = head } : pullRequest;

    private string Store(byte[] bytes)
    {
        var id = GitBlob.Id(bytes);
        _blobs[id] = bytes;
        return id;
    }

    private string AddTree(ImmutableSortedDictionary<string, (ForgeFileMode Mode, string Blob)> entries)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', entries.Select(e => $"{e.Key} {e.Value}")))))[..40];
        _trees[id] = entries;
        return id;
    }

    private string NewId() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes((++_ids).ToString(CultureInfo.InvariantCulture))))[..40];

    private Task<T> Wrote<T>(string what, T answer)
    {
        Writes.Add(what);
        return Task.FromResult(answer);
    }
}
