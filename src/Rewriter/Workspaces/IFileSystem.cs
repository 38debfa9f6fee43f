namespace Rewriter.Workspaces;

/// <summary>
/// The few operations by which the product changes a disk. Each is one write point: a process that dies between two of
/// them leaves something that <see cref="Journal"/> can finish or undo.
/// </summary>
public interface IFileSystem
{
    /// <summary>The bytes of a file; null where there is no such file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    byte[]? Read(string path);

    /// <summary>Writes a file and forces it to the disk; an existing one is overwritten, so it is used for new names only.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="mode">Its permissions; null for those of the platform, and ignored on Windows.</param>
    void WriteDurably(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode);

    /// <summary>
    /// Writes files as <see cref="WriteDurably"/> does, in an order that is the disk's own. Where one fails, others may
    /// have been written.
    /// </summary>
    void WriteAllDurably(IReadOnlyList<NewFile> newFiles)
    {
        foreach (var file in newFiles) WriteDurably(file.Path, file.Bytes.Span, file.Mode);
    }

    /// <summary>Appends to a file, which is made where it is missing, and forces it to the disk.</summary>
    void AppendDurably(string path, ReadOnlySpan<byte> bytes);

    /// <summary>Renames a file in one step; an existing one of the new name is replaced.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; nothing happens where it is missing.</summary>
    void Delete(string path);

    /// <summary>Makes a folder and those above it.</summary>
    void CreateFolder(string path);

    /// <summary>Deletes a folder where it is empty; nothing happens otherwise.</summary>
    void DeleteFolderIfEmpty(string path);

    /// <summary>The permissions of a file; null on Windows and where it is missing.</summary>
    UnixFileMode? ModeOf(string path);
}
