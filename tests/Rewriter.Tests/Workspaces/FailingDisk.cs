using Rewriter.Workspaces;

namespace Rewriter.Tests.Workspaces;

/// <summary>
/// A disk on which the n-th change (0-based) fails. A write that fails leaves half of its bytes; where the process dies
/// instead, nothing was written and nothing afterwards is caught or cleaned up.
/// </summary>
internal sealed class FailingDisk(int at, bool dies = false) : IFileSystem
{
    private readonly PhysicalFileSystem _disk = new();

    public int Changes { get; private set; }

    public bool HasFailed => Changes > at;

    public byte[]? Read(string path) => _disk.Read(path);

    public void WriteDurably(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode)
    {
        if (dies) Count();
        else if (Changes++ == at)
        {
            _disk.WriteDurably(path, bytes[..(bytes.Length / 2)], mode);
            throw new IOException("No space left on device");
        }

        _disk.WriteDurably(path, bytes, mode);
    }

    public void AppendDurably(string path, ReadOnlySpan<byte> bytes)
    {
        Count();
        _disk.AppendDurably(path, bytes);
    }

    public void Rename(string from, string to)
    {
        Count();
        _disk.Rename(from, to);
    }

    public void Delete(string path)
    {
        Count();
        _disk.Delete(path);
    }

    public void CreateFolder(string path)
    {
        Count();
        _disk.CreateFolder(path);
    }

    public void DeleteFolderIfEmpty(string path)
    {
        Count();
        _disk.DeleteFolderIfEmpty(path);
    }

    public UnixFileMode? ModeOf(string path) => _disk.ModeOf(path);

    private void Count()
    {
        if (Changes++ == at) throw dies ? new InvalidOperationException("killed") : new UnauthorizedAccessException("Permission denied");
    }
}
