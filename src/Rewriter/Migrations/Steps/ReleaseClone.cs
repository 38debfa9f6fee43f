using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// A private bare repository in a temporary folder, in which one branch of a remote is looked at and gets a commit. The
/// user's checkout is not touched.
/// </summary>
internal sealed class ReleaseClone : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rewrite-release-");
    private readonly string _address;
    private readonly string _branch;
    private readonly Dictionary<string, byte[]> _planned;

    private readonly bool _withHistory;

    private ReleaseClone(StepContext context, string address, string branch, bool withHistory)
    {
        _withHistory = withHistory;
        _planned = context.PlannedFiles;
        Git = context.Git with { Folder = _folder.FullName };
        (_address, _branch) = (address, branch);
    }

    /// <summary>The git command in it.</summary>
    public GitRepository Git { get; }

    /// <summary>The branch's head.</summary>
    public string Head { get; private set; } = string.Empty;

    /// <summary>Fetches a branch.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="file">The repository and the branch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="withHistory">True for all commits without their files; false for the files of the last.</param>
    /// <exception cref="GitException">There is no such repository or branch.</exception>
    public static async Task<ReleaseClone> OpenAsync(StepContext context, ReleaseFile file, CancellationToken cancellationToken, bool withHistory = false)
    {
        var address = file.Repository ?? await OwnAddressAsync(context, cancellationToken);
        var clone = new ReleaseClone(context, address, file.Branch, withHistory);
        try
        {
            await clone.Git.ReadAsync(["init", "--quiet", "--bare", "."], cancellationToken);
            foreach (var who in new[] { "user.name", "user.email" })
            {
                if (await context.Git.RunAsync(["config", "--get", who], cancellationToken) is { Succeeded: true, Output: var value }) await clone.Git.ReadAsync(["config", who, value.Trim()], cancellationToken);
            }

            await clone.FetchAsync(cancellationToken);
            return clone;
        }
        catch
        {
            clone.Dispose();
            throw;
        }
    }

    private static async Task<string> OwnAddressAsync(StepContext context, CancellationToken cancellationToken)
    {
        var address = await context.Git.ReadAsync(["remote", "get-url", "--push", "origin"], cancellationToken);
        return ReleaseFile.IsAddress(address) ? address : Path.GetFullPath(address, await context.Git.ReadAsync(["rev-parse", "--show-toplevel"], cancellationToken));
    }

    /// <summary>Fetches the branch as it is now.</summary>
    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        await Git.ReadAsync(["fetch", "--quiet", "--no-tags", _withHistory ? "--filter=tree:0" : "--depth=1", "--end-of-options", _address, $"+{GitRepository.BranchPrefix}{_branch}:refs/head"], cancellationToken);
        Head = (await Git.ResolveCommitAsync("refs/head", cancellationToken))!;
    }

    /// <summary>Notes in a plan what a step would write, for those behind it.</summary>
    public void Plan(string path, byte[] bytes) => _planned[UndoSubject.File(_address, _branch, path)] = bytes;

    /// <summary>The bytes of a file at the branch's head; null where it has none of this name.</summary>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (_planned.TryGetValue(UndoSubject.File(_address, _branch, path), out var planned)) return planned;
        if (await Git.BlobOfAsync(Head, path, cancellationToken) is not { } blob) return null;

        // Text from a process has lost its line ends; a file has its bytes.
        var written = Path.Combine(_folder.FullName, (await Git.ReadAsync(["unpack-file", blob], cancellationToken)).Trim());
        return await File.ReadAllBytesAsync(written, cancellationToken);
    }

    /// <summary>Commits files on top of the head and pushes them, only if the branch is still there.</summary>
    /// <returns>The commit; or null, why not, and true where somebody else was faster.</returns>
    public async Task<(string? Commit, StepResult? Failure, bool Raced)> PushAsync(IEnumerable<FileChange> files, string message, CancellationToken cancellationToken)
    {
        var commit = await Git.CreateCommitAsync(Head, files, message, cancellationToken);
        var change = new RefChange(GitRepository.BranchPrefix + _branch, Head, commit);
        if (await Git.PushAsync(_address, [change], cancellationToken) is not { } failure) return (commit, null, false);
        var refs = await RemoteRefs.ReadAsync(Git, _address, cancellationToken);
        return refs.FirstLost([change]) is { } lost
            ? (null, StepResult.Failed(Descriptors.LeaseLost.Anywhere(change.ShortName, GitGuard.Short(lost.Found), GitGuard.Short(Head))), true)
            : (null, GitGuard.Errored(new GitException($"push {_address}", failure.ExitCode, failure.Error).Message), false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Git's objects are read-only, which Windows does not delete.
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories)) file.Attributes = FileAttributes.Normal;
        _folder.Delete(recursive: true);
    }
}
