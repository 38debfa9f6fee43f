using System.IO.Enumeration;
using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>The files below a folder on disk.</summary>
public sealed class DirectoryTree : IFileTree
{
    private readonly string _root;

    /// <summary>Takes a folder; relative ones are made absolute now.</summary>
    public DirectoryTree(string root) => _root = Path.GetFullPath(root);

    /// <summary>The folder's absolute path.</summary>
    public string FullPath => _root;

    /// <summary>Where a path of the repository lies on disk.</summary>
    public string Locate(RepoPath path) => path.Value.Length == 0 ? _root : Path.Combine(_root, path.Value);

    /// <inheritdoc/>
    public void List(RepoPath folder, List<TreeEntry> into)
    {
        if (OperatingSystem.IsLinux())
        {
            LinuxFiles.List(Locate(folder), into);
            return;
        }

        var entries = new FileSystemEnumerable<TreeEntry>(Locate(folder), Entry, new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false });
        into.AddRange(entries);
    }

    /// <inheritdoc/>
    public ReadStatus Read(RepoPath path, FileBuffer buffer, bool stopOnNul)
    {
        buffer.Clear();
        return OperatingSystem.IsLinux() ? LinuxFiles.Read(_root, path.Value, buffer, stopOnNul) : ReadManaged(Locate(path), buffer, stopOnNul);
    }

    private static TreeEntry Entry(ref FileSystemEntry entry) => new(
        entry.FileName.ToString(),
        (entry.Attributes & FileAttributes.ReparsePoint) != 0 ? TreeEntryKind.Link : entry.IsDirectory ? TreeEntryKind.Folder : TreeEntryKind.File);

    private static ReadStatus ReadManaged(string path, FileBuffer buffer, bool stopOnNul)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.LinkTarget is not null) return ReadStatus.Missing;
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return FileReading.ReadAll(buffer, stopOnNul, (at, room) => RandomAccess.Read(handle, room, at));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ReadStatus.Missing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReadStatus.Unreadable;
        }
    }
}
