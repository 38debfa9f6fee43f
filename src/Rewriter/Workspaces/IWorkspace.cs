using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>The files of a repository as steps see them: those on the disk, or those that a plan would have made.</summary>
public interface IWorkspace
{
    /// <summary>The bytes of a file; null where it is missing.</summary>
    ReadOnlyMemory<byte>? Read(RepoPath path);

    /// <summary>The files that hold one of these names, and what became of all others.</summary>
    WorkspaceScan Scan(IReadOnlyCollection<string> names);

    /// <summary>Makes changes, all or none.</summary>
    /// <param name="operation">The operation's id, under which they can be undone.</param>
    /// <param name="changes">Changes of different files.</param>
    /// <exception cref="WorkspaceException">A file is not what it was, cannot be written, or lies outside; nothing was changed.</exception>
    void Commit(string operation, IReadOnlyList<FileChange> changes);

    /// <summary>Takes back what an operation changed.</summary>
    /// <param name="operation">The operation's id.</param>
    /// <returns>The files that hold their earlier bytes again.</returns>
    /// <exception cref="WorkspaceException">A file was changed since; nothing was restored.</exception>
    IReadOnlyList<RepoPath> Undo(string operation);
}
