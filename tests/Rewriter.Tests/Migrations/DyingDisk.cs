using Rewriter.Workspaces;

namespace Rewriter.Tests.Migrations;

/// <summary>A disk at whose n-th change (0-based) the process dies: nothing afterwards is caught or cleaned up.</summary>
internal sealed class DyingDisk(int at) : IFileSystem
{
    private readonly PhysicalFileSystem _disk = new();
    private int _changes;

    public byte[]? Read(string path) => _disk.Read(path);

    public UnixFileMode? ModeOf(string path) => _disk.ModeOf(path);

    public void WriteDurably(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode)
    {
        Count();
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

    private void Count()
    {
        if (_changes++ == at) throw new InvalidOperationException("killed");
    }
}
