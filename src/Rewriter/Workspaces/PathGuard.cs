using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>Refuses paths that a write would carry out of the repository, and files that are not to be written.</summary>
/// <param name="root">The repository's folder.</param>
public sealed class PathGuard(string root)
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    // Folders that were looked at: many files of one operation lie in the same ones.
    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);

    /// <summary>Refuses a path that goes through a symbolic link or is one (RW0004).</summary>
    /// <exception cref="WorkspaceException">It does.</exception>
    public void Check(RepoPath path)
    {
        var current = root;
        var segments = path.Segments;
        for (var i = 0; i < segments.Length; i++)
        {
            current = Path.Combine(current, segments[i]);
            if (_checked.Contains(current)) continue;
            if (new FileInfo(current).LinkTarget is { } target) throw new WorkspaceException(Descriptors.PathIsLink.At(path, target));
            if (i < segments.Length - 1) _checked.Add(current);
        }
    }

    /// <summary>
    /// Refuses a file that is read-only, or whose folder is (RW0005). The permission bits are asked, since an
    /// administrator could write in spite of them.
    /// </summary>
    /// <exception cref="WorkspaceException">It is.</exception>
    public void CheckWritable(RepoPath path)
    {
        var file = new FileInfo(Path.Combine(root, path.Value.Replace('/', Path.DirectorySeparatorChar)));
        if (file.Exists && file.IsReadOnly) throw new WorkspaceException(Descriptors.FileReadOnly.At(path, "the file"));
        if (!OperatingSystem.IsWindows() && file.Directory is { Exists: true } folder && (folder.UnixFileMode & AnyWrite) == 0)
            throw new WorkspaceException(Descriptors.FileReadOnly.At(path, "its folder"));
    }
}
