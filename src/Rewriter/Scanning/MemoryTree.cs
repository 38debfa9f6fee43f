using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>Files in memory, alone or laid over another tree: what is here hides what is there.</summary>
public sealed class MemoryTree : IFileTree
{
    private readonly IFileTree? _below;
    private readonly SortedDictionary<string, byte[]?> _files = new(StringComparer.Ordinal);

    /// <summary>Makes an empty tree, or one over another.</summary>
    public MemoryTree(IFileTree? below = null) => _below = below;

    /// <summary>Sets a file.</summary>
    public void Write(RepoPath path, ReadOnlySpan<byte> bytes) => _files[path.Value] = bytes.ToArray();

    /// <summary>Sets a file in UTF-8.</summary>
    public void Write(RepoPath path, string text) => _files[path.Value] = System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>Takes a file away, here and below.</summary>
    public void Delete(RepoPath path) => _files[path.Value] = null;

    /// <inheritdoc/>
    public void List(RepoPath folder, List<TreeEntry> into)
    {
        var first = into.Count;
        _below?.List(folder, into);
        var prefix = folder.Value.Length == 0 ? string.Empty : folder.Value + "/";
        var kinds = into.Skip(first).ToDictionary(e => e.Name, e => e.Kind, StringComparer.Ordinal);
        foreach (var (path, bytes) in _files)
        {
            if (!path.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var slash = path.IndexOf('/', prefix.Length);
            if (slash >= 0 && bytes is not null) kinds[path[prefix.Length..slash]] = TreeEntryKind.Folder;
            else if (slash < 0 && bytes is not null) kinds[path[prefix.Length..]] = TreeEntryKind.File;
            else if (slash < 0) kinds.Remove(path[prefix.Length..]);
        }

        into.RemoveRange(first, into.Count - first);
        into.AddRange(kinds.Select(k => new TreeEntry(k.Key, k.Value)));
    }

    /// <inheritdoc/>
    public ReadStatus Read(RepoPath path, FileBuffer buffer, bool stopOnNul)
    {
        if (!_files.TryGetValue(path.Value, out var bytes))
        {
            if (_below is not null) return _below.Read(path, buffer, stopOnNul);
            buffer.Clear();
            return ReadStatus.Missing;
        }

        buffer.Clear();
        if (bytes is null) return ReadStatus.Missing;
        if (bytes.Length > SourceFile.MaxBytes) return ReadStatus.TooLarge;
        buffer.Set(bytes);
        return stopOnNul && buffer.LooksBinary ? ReadStatus.Binary : ReadStatus.Whole;
    }
}
