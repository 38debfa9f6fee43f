using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>
/// A workspace whose changes stay in memory, on top of another: what a plan is made on, so that the plan and the
/// apply run the same steps.
/// </summary>
public sealed class OverlayWorkspace(IWorkspace below) : IWorkspace
{
    private readonly SortedDictionary<RepoPath, ReadOnlyMemory<byte>?> _written = [];
    private readonly Dictionary<RepoPath, RepoPath> _origins = [];
    private readonly Dictionary<string, WorkspaceScan> _scans = [];

    /// <summary>Files that differ from those below: the new bytes, or null where deleted.</summary>
    public IEnumerable<KeyValuePair<RepoPath, ReadOnlyMemory<byte>?>> Written => _written;

    /// <summary>The path below from which a file was moved; null where it was not.</summary>
    public RepoPath? OriginOf(RepoPath path) => _origins.TryGetValue(path, out var origin) ? origin : null;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(RepoPath path) => _written.TryGetValue(path, out var bytes) ? bytes : below.Read(path);

    /// <inheritdoc/>
    public WorkspaceScan Scan(IReadOnlyCollection<string> names)
    {
        // The disk does not change while a plan is made, so one scan of it serves all steps.
        var key = string.Join('\n', names);
        if (!_scans.TryGetValue(key, out var scan)) _scans[key] = scan = below.Scan(names);

        var needles = names.Count == 0 ? null : new ByteNeedles(names);
        var files = new SortedSet<RepoPath>(scan.Files.Where(f => !_written.ContainsKey(f)));
        foreach (var (path, bytes) in _written)
        {
            if (bytes is { } held && needles?.IsIn(held.Span) == true) files.Add(path);
        }

        return scan with { Files = [.. files], Clean = scan.Clean + scan.Files.Length - files.Count };
    }

    /// <inheritdoc/>
    public void Commit(string operation, IReadOnlyList<FileChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.MovedFrom is { } source)
            {
                _written[source] = null;
                _origins[change.Path] = OriginOf(source) ?? source;
            }

            _written[change.Path] = change.After;
        }
    }

    /// <summary>Not asked of a plan: it is thrown away instead.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IReadOnlyList<RepoPath> Undo(string operation) => throw new NotSupportedException("A plan is thrown away, not undone.");
}
