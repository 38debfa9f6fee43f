using System.Collections.Concurrent;
using System.Collections.Immutable;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>The files of a repository on the disk; changes are journalled.</summary>
/// <param name="root">The repository's folder.</param>
/// <param name="files">The disk.</param>
/// <param name="journal">Keeps the earlier bytes.</param>
/// <param name="excludes">Paths of the product's own, such as the migration file and the ledger.</param>
public sealed class DiskWorkspace(string root, IFileSystem files, Journal journal, ImmutableArray<ExtraExclude> excludes) : IWorkspace
{
    // What a scan read is kept until a commit, so that a file that matched is read once.
    private readonly ConcurrentDictionary<RepoPath, ReadOnlyMemory<byte>> _read = [];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(RepoPath path)
    {
        if (_read.TryGetValue(path, out var held)) return held;
        new PathGuard(root).Check(path);

        // A missing file must not become empty memory, as the conversion of a null array would make it.
        return files.Read(Path.Combine(root, path.Value.Replace('/', Path.DirectorySeparatorChar))) is { } bytes ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);
    }

    /// <inheritdoc/>
    public WorkspaceScan Scan(IReadOnlyCollection<string> names)
    {
        var result = RepositoryScanner.Scan(root, new ScanOptions { Needles = new ByteNeedles(names), ExtraExcludes = excludes });
        foreach (var hit in result.Hits) _read[hit.Path] = hit.Value;
        return new WorkspaceScan(
            [.. result.Hits.Select(h => h.Path)],
            result.CleanFiles,
            [.. result.Excluded.Select(e => (e.Path, e.Because))],
            result.Refused);
    }

    /// <inheritdoc/>
    public void Commit(string operation, IReadOnlyList<FileChange> changes)
    {
        _read.Clear();
        journal.Commit(operation, changes);
    }

    /// <inheritdoc/>
    public IReadOnlyList<RepoPath> Undo(string operation)
    {
        _read.Clear();
        return journal.Undo(operation);
    }
}
