using Rewriter.Scanning;

namespace Rewriter.Workspaces;

/// <summary>The disk.</summary>
public sealed class PhysicalFileSystem : IFileSystem
{
    // A thread that forces a file to the disk waits; those that wait together are served together.
    private const int Writers = 8;

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void WriteDurably(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var stream = new FileStream(path, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        // The process's umask may have taken bits away at creation.
        if (mode is { } wanted && !OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != wanted) File.SetUnixFileMode(path, wanted);
    }

    /// <inheritdoc/>
    public void WriteAllDurably(IReadOnlyList<NewFile> newFiles) =>
        Workers.Run(Writers, newFiles.Count, () => i => WriteDurably(newFiles[i].Path, newFiles[i].Bytes.Span, newFiles[i].Mode), CancellationToken.None);

    /// <inheritdoc/>
    public void AppendDurably(string path, ReadOnlySpan<byte> bytes)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }

    /// <inheritdoc/>
    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public void DeleteFolderIfEmpty(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any()) Directory.Delete(path);
    }

    /// <inheritdoc/>
    public UnixFileMode? ModeOf(string path) => OperatingSystem.IsWindows() || !File.Exists(path) ? null : File.GetUnixFileMode(path);
}
