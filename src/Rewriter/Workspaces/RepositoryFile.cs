using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>Reads files that a migration names, whatever they are.</summary>
public static class RepositoryFile
{
    /// <summary>The bytes of a file; null where it is missing, and null with a diagnostic where it is too large (RW0002), cannot be read (RW0011) or lies behind a symbolic link (RW0004).</summary>
    /// <param name="workspace">The files.</param>
    /// <param name="root">The repository's folder, in which the size of a file is looked at before it is read.</param>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">What is read at most.</param>
    public static (ReadOnlyMemory<byte>? Bytes, Diagnostic? Problem) Read(IWorkspace workspace, string root, RepoPath path, int mostBytes)
    {
        var place = Path.Combine(root, path.Value.Replace('/', Path.DirectorySeparatorChar));
        try
        {
            new PathGuard(root).Check(path);
            if (Directory.Exists(place)) return (null, Descriptors.FileUnreadable.At(path));
            if (new FileInfo(place) is { Exists: true, Length: var length } && length > mostBytes) return (null, Descriptors.FileTooLarge.At(path, length, mostBytes));
            return (workspace.Read(path), null);
        }
        catch (WorkspaceException link)
        {
            return (null, link.Diagnostic);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return (null, Descriptors.FileUnreadable.At(path));
        }
    }
}
