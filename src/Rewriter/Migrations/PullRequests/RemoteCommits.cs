using System.Globalization;
using System.Text;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Git;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// Commits for any git remote: objects are made in this clone, no file and no index of it is touched, and branches are
/// pushed with a lease, so that a race loses nothing.
/// </summary>
/// <param name="git">The git command in the clone.</param>
/// <param name="remote">The remote's name.</param>
public sealed class RemoteCommits(GitRepository git, string remote) : IForgeCommits
{
    private const char Field = '\x1f';

    /// <summary>The branch that the remote calls its default one; null where it does not say.</summary>
    /// <exception cref="ForgeException">The remote cannot be reached (RW5010).</exception>
    public async Task<string?> DefaultBranchAsync(CancellationToken cancellationToken)
    {
        // ref: refs/heads/main TAB HEAD
        var head = await AskAsync(["ls-remote", "--quiet", "--symref", "--end-of-options", remote, "HEAD"], cancellationToken);
        const string Start = "ref: " + GitRepository.BranchPrefix;
        return head.Split('\n').FirstOrDefault(l => l.StartsWith(Start, StringComparison.Ordinal)) is { } line ? line[Start.Length..line.IndexOf('\t')] : null;
    }

    /// <inheritdoc/>
    public async Task<string?> GetBranchHeadAsync(string branch, CancellationToken cancellationToken)
    {
        var listed = await AskAsync(["ls-remote", "--quiet", "--end-of-options", remote, GitRepository.BranchPrefix + branch], cancellationToken);
        if (listed.Length == 0) return null;
        var sha = listed.Split('\t')[0];
        if (await git.ResolveCommitAsync(sha, cancellationToken) is null) await AskAsync(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--end-of-options", remote, GitRepository.BranchPrefix + branch], cancellationToken);
        return sha;
    }

    /// <inheritdoc/>
    public async Task<ForgeCommit> GetCommitAsync(string sha, CancellationToken cancellationToken)
    {
        var text = await git.ReadAsync(["log", "-1", "--no-show-signature", $"--format=%H{Field}%T{Field}%P{Field}%an{Field}%B", "--end-of-options", sha], cancellationToken);
        var parts = text.Split(Field, 5);
        return new ForgeCommit(parts[0], parts[1], [.. parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)], parts[4], parts[3]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeCommit>> GetCommitsBetweenAsync(string baseSha, string headSha, CancellationToken cancellationToken)
    {
        var commits = new List<ForgeCommit>();
        foreach (var sha in (await git.ReadAsync(["rev-list", "--reverse", headSha, "^" + baseSha], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries)) commits.Add(await GetCommitAsync(sha, cancellationToken));
        return commits;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeTreeEntry>> GetTreeAsync(string tree, CancellationToken cancellationToken)
    {
        var entries = new List<ForgeTreeEntry>();
        foreach (var line in (await git.ReadAsync(["ls-tree", "-r", "-z", "--full-tree", tree], cancellationToken)).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t');
            var words = line[..tab].Split(' ');
            entries.Add(new ForgeTreeEntry(line[(tab + 1)..], GitModes.Read(words[0]), words[2]));
        }

        return entries;
    }

    /// <inheritdoc/>
    public Task<string> CreateBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => git.WriteBlobAsync(content, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> CreateTreeAsync(string baseTree, IReadOnlyList<ForgeTreeEntry> changes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("rewrite-index-");
        try
        {
            var index = git with { IndexFile = Path.Combine(folder.FullName, "index") };
            await index.ReadAsync(["read-tree", baseTree], cancellationToken);
            var entries = new StringBuilder();
            foreach (var change in changes) entries.Append(CultureInfo.InvariantCulture, $"{(change.Blob is null ? "0" : GitModes.Write(change.Mode))} {change.Blob ?? new string('0', baseTree.Length)}\t{change.Path}\0");
            await index.ReadAsync(["update-index", "-z", "--index-info"], cancellationToken, Encoding.UTF8.GetBytes(entries.ToString()));
            return await index.ReadAsync(["write-tree"], cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public Task<string> CreateCommitAsync(string message, string tree, IReadOnlyList<string> parents, CancellationToken cancellationToken) =>
        git.ReadAsync(["commit-tree", tree, .. parents.SelectMany(p => new[] { "-p", p }), "-F", "-"], cancellationToken, Encoding.UTF8.GetBytes(message));

    /// <inheritdoc/>
    public async Task<bool> SwapBranchAsync(string branch, string? expected, string? sha, CancellationToken cancellationToken)
    {
        var name = GitRepository.BranchPrefix + branch;

        // Git looks at no lease where there is nothing to move.
        if (sha is not null && sha != expected && await GetBranchHeadAsync(branch, cancellationToken) == sha) return false;
        if (await git.PushAsync(remote, [new RefChange(name, expected, sha)], cancellationToken) is not { } failed) return true;

        // Whether it was a race is asked of the remote, not read from what git says.
        if (await GetBranchHeadAsync(branch, cancellationToken) != expected) return false;
        throw Refused(new GitException("push", failed.ExitCode, failed.Error));
    }

    private async Task<string> AskAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await git.ReadAsync(arguments, cancellationToken);
        }
        catch (GitException failed)
        {
            throw Refused(failed);
        }
    }

    private ForgeException Refused(GitException failed)
    {
        var descriptor = Descriptors.RemoteFailed;
        return new ForgeException(descriptor.Id, descriptor.Anywhere(remote, failed.Message).GetMessage(CultureInfo.InvariantCulture), descriptor.Description.ToString(CultureInfo.InvariantCulture), inner: failed);
    }
}
