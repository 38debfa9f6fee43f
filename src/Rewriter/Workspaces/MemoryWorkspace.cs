using System.Text;
using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>A workspace of a few files in memory: what inline tests of rules run on.</summary>
public sealed class MemoryWorkspace : IWorkspace
{
    private readonly SortedDictionary<RepoPath, ReadOnlyMemory<byte>> _files = [];

    /// <summary>Puts a file into it, in UTF-8.</summary>
    public void Write(RepoPath path, string text) => _files[path] = Encoding.UTF8.GetBytes(text);

    /// <summary>The text of a file; empty where it is missing.</summary>
    public string ReadText(RepoPath path) => _files.TryGetValue(path, out var bytes) ? Encoding.UTF8.GetString(bytes.Span) : string.Empty;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(RepoPath path) => _files.TryGetValue(path, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?);

    /// <inheritdoc/>
    public WorkspaceScan Scan(IReadOnlyCollection<string> names) => new([.. _files.Keys], 0, [], []);

    /// <inheritdoc/>
    public void Commit(string operation, IReadOnlyList<FileChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.MovedFrom is { } source) _files.Remove(source);
            if (change.After is { } after) _files[change.Path] = after;
            else _files.Remove(change.Path);
        }
    }

    /// <summary>Not kept here: a test throws its files away.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IReadOnlyList<RepoPath> Undo(string operation) => throw new NotSupportedException("Files in memory are thrown away, not restored.");
}
