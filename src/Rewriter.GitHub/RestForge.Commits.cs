using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.GitHub.Http;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub;

/// <content>Commits without a push.</content>
public sealed partial class RestForge
{
    private const string NeedsContents = "contents=write (and workflows=write for .github/workflows)";

    // Blobs that the repository is known to have.
    private readonly ConcurrentDictionary<string, bool> _blobs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<string?> GetBranchHeadAsync(string branch, CancellationToken cancellationToken)
    {
        if (_planned.Branches.TryGetValue(branch, out var planned)) return planned;
        var reference = await _transport.ReadOrNullAsync(_transport.Repository($"/git/ref/heads/{Segments(branch)}"), GitHubJson.Default.RefDto, cancellationToken);
        return reference?.Object.Sha;
    }

    /// <inheritdoc/>
    public async Task<ForgeCommit> GetCommitAsync(string sha, CancellationToken cancellationToken)
    {
        if (_planned.Commits.TryGetValue(sha, out var planned)) return planned;

        // Of the files that the commit changed only one is listed: they are not wanted.
        var commit = await _transport.ReadAsync(_transport.Repository($"/commits/{Uri.EscapeDataString(sha)}?per_page=1"), GitHubJson.Default.CommitDto, cancellationToken);
        return CommitOf(commit);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeCommit>> GetCommitsBetweenAsync(string baseSha, string headSha, CancellationToken cancellationToken)
    {
        if (_planned.Commits.TryGetValue(headSha, out var planned)) return [planned];
        var request = _transport.Repository($"/compare/{Uri.EscapeDataString(baseSha)}...{Uri.EscapeDataString(headSha)}");
        return await _transport.ReadAllAsync(request, GitHubJson.Default.ComparisonDto, page => page.Commits.Select(CommitOf), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeTreeEntry>> GetTreeAsync(string tree, CancellationToken cancellationToken)
    {
        var entries = new List<ForgeTreeEntry>();
        await AddTreeAsync(tree, string.Empty, entries, cancellationToken);
        foreach (var entry in entries.Where(e => e.Mode != ForgeFileMode.Submodule && e.Blob is not null)) AddBlob(entry.Blob!);
        entries.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return entries;
    }

    /// <inheritdoc/>
    public async Task<string> CreateBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var id = GitBlob.Id(content.Span);
        if (HasBlob(id)) return id;
        var request = _transport.Repository(HttpMethod.Post, "/git/blobs", new NewBlobDto(Convert.ToBase64String(content.Span), "base64"), GitHubJson.Default.NewBlobDto) with
        {
            IsRepeatable = true, Needs = NeedsContents, Invented = () => Json(new ObjectDto(id)),
        };
        var stored = await _transport.ReadAsync(request, GitHubJson.Default.ObjectDto, cancellationToken);
        AddBlob(stored.Sha);
        return stored.Sha;
    }

    internal bool HasBlob(string id) => _blobs.ContainsKey(id);

    internal void AddBlob(string id) => _blobs.TryAdd(id, true);

    /// <inheritdoc/>
    public async Task<string> CreateTreeAsync(string baseTree, IReadOnlyList<ForgeTreeEntry> changes, CancellationToken cancellationToken)
    {
        // What goes away goes first: a file may become a folder.
        foreach (var portion in changes.OrderBy(c => c.Blob is not null).Chunk(_transport.Options.TreePortion))
        {
            var body = new NewTreeDto(baseTree, [.. portion.Select(EntryOf)]);
            var request = _transport.Repository(HttpMethod.Post, "/git/trees", body, GitHubJson.Default.NewTreeDto);
            request = request with { IsRepeatable = true, Needs = NeedsContents, Invented = () => Json(new TreeDto(GitBlob.Id(request.Body), null, false)) };
            baseTree = (await _transport.ReadAsync(request, GitHubJson.Default.TreeDto, cancellationToken)).Sha;
        }

        return baseTree;
    }

    /// <inheritdoc/>
    public async Task<string> CreateCommitAsync(string message, string tree, IReadOnlyList<string> parents, CancellationToken cancellationToken)
    {
        // Without author, committer and signature GitHub fills them in, and signs for an App.
        var request = _transport.Repository(HttpMethod.Post, "/git/commits", new NewCommitDto(message, tree, parents), GitHubJson.Default.NewCommitDto);
        request = request with { IsRepeatable = true, Needs = NeedsContents, Invented = () => Json(new GitCommitDto(GitBlob.Id(request.Body), new ObjectDto(tree), null, null)) };
        var commit = await _transport.ReadAsync(request, GitHubJson.Default.GitCommitDto, cancellationToken);
        if (_transport.IsDryRun) _planned.Commits[commit.Sha] = new ForgeCommit(commit.Sha, tree, [.. parents], message, null);
        return commit.Sha;
    }

    /// <inheritdoc/>
    public async Task<bool> SwapBranchAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken)
    {
        if (_transport.IsDryRun && await GetBranchHeadAsync(branch, cancellationToken) != expected) return false;
        var repository = await RepositoryAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await _graphQl.UpdateRefAsync(repository.NodeId, "refs/heads/" + branch, expected, sha, cancellationToken);
                if (outcome.Succeeded) break;
                if (outcome.IsUnavailable) return await SwapByRestAsync(branch, expected, sha, cancellationToken);
                if (await GetBranchHeadAsync(branch, cancellationToken) != expected) return false;
                outcome.ThrowIfRefused();
            }
            catch (ForgeException lost) when (lost.Is(Descriptors.ForgeNoAnswer) && attempt < _transport.Options.Tries)
            {
                if (await AfterLossAsync(branch, expected, sha, attempt, cancellationToken) is { } known) return known;
            }
        }

        if (_transport.IsDryRun) _planned.Branches[branch] = sha;
        return true;
    }

    // REST takes no expected commit. Looking just before leaves a short time in which somebody else may move the branch;
    // creating one has no such gap.
    private async Task<bool> SwapByRestAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken)
    {
        var path = $"/git/refs/heads/{Segments(branch)}";
        for (var attempt = 1; ; attempt++)
        {
            if (await GetBranchHeadAsync(branch, cancellationToken) != expected) return false;
            if (expected == sha) return true;
            var request = expected is null ? _transport.Repository(HttpMethod.Post, "/git/refs", new NewRefDto("refs/heads/" + branch, sha!), GitHubJson.Default.NewRefDto)
                : sha is null ? _transport.Repository(path) with { Method = HttpMethod.Delete, IsWrite = true }
                : _transport.Repository(HttpMethod.Patch, path, new MoveRefDto(sha, Force: true), GitHubJson.Default.MoveRefDto);
            try
            {
                await _transport.SendAsync(request with { IsRepeatable = false, Needs = NeedsContents }, cancellationToken);
                return true;
            }
            catch (ForgeException refused) when (refused.Is(Descriptors.ForgeValidationFailed))
            {
                if (await GetBranchHeadAsync(branch, cancellationToken) == expected) throw;
                return false;
            }
            catch (ForgeException lost) when (lost.Is(Descriptors.ForgeNoAnswer) && attempt < _transport.Options.Tries)
            {
                if (await AfterLossAsync(branch, expected, sha, attempt, cancellationToken) is { } known) return known;
            }
        }
    }

    // The answer was lost: the branch itself tells whether it was moved. Null where it was not, and it is to be tried again.
    private async Task<bool?> AfterLossAsync(string branch, string? expected, string? sha, int attempt, CancellationToken cancellationToken)
    {
        await Task.Delay(_transport.Backoff(attempt), _transport.Time, cancellationToken);
        var head = await GetBranchHeadAsync(branch, cancellationToken);
        return head == sha ? true : head == expected ? null : false;
    }

    // A tree that is too large for one answer is asked for folder by folder.
    private async Task AddTreeAsync(string tree, string prefix, List<ForgeTreeEntry> entries, CancellationToken cancellationToken)
    {
        var path = $"/git/trees/{Uri.EscapeDataString(tree)}";
        var answer = await _transport.ReadAsync(_transport.Repository(path + "?recursive=1"), GitHubJson.Default.TreeDto, cancellationToken);
        if (!answer.Truncated)
        {
            entries.AddRange((answer.Tree ?? []).Where(e => e.Type != "tree").Select(e => new ForgeTreeEntry(prefix + e.Path, ModeOf(e.Mode), e.Sha)));
            return;
        }

        answer = await _transport.ReadAsync(_transport.Repository(path), GitHubJson.Default.TreeDto, cancellationToken);
        foreach (var entry in answer.Tree ?? [])
        {
            if (entry.Type == "tree") await AddTreeAsync(entry.Sha!, $"{prefix}{entry.Path}/", entries, cancellationToken);
            else entries.Add(new ForgeTreeEntry(prefix + entry.Path, ModeOf(entry.Mode), entry.Sha));
        }
    }

    private static ForgeCommit CommitOf(CommitDto commit) =>
        new(commit.Sha, commit.Commit.Tree.Sha, [.. (commit.Parents ?? []).Select(p => p.Sha)], commit.Commit.Message ?? string.Empty, commit.Author?.Login);

    private static ForgeFileMode ModeOf(string mode) => mode switch
    {
        "100755" => ForgeFileMode.Executable,
        "120000" => ForgeFileMode.Link,
        "160000" => ForgeFileMode.Submodule,
        _ => ForgeFileMode.File,
    };

    private static NewTreeEntryDto EntryOf(ForgeTreeEntry entry) => entry.Mode switch
    {
        ForgeFileMode.Executable => new(entry.Path, "100755", "blob", entry.Blob),
        ForgeFileMode.Link => new(entry.Path, "120000", "blob", entry.Blob),
        ForgeFileMode.Submodule => new(entry.Path, "160000", "commit", entry.Blob),
        _ => new(entry.Path, "100644", "blob", entry.Blob),
    };

    private static byte[] Json(ObjectDto value) => JsonSerializer.SerializeToUtf8Bytes(value, GitHubJson.Default.ObjectDto);

    private static byte[] Json(TreeDto value) => JsonSerializer.SerializeToUtf8Bytes(value, GitHubJson.Default.TreeDto);

    private static byte[] Json(GitCommitDto value) => JsonSerializer.SerializeToUtf8Bytes(value, GitHubJson.Default.GitCommitDto);
}
