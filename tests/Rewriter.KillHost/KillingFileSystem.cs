using Rewriter.Workspaces;

namespace Rewriter.KillHost;

/// <summary>A disk whose user dies before its n-th write. Dying behind a write is dying before the next.</summary>
internal sealed class KillingFileSystem(IFileSystem disk, WriteCounter counter) : IFileSystem
{
    public byte[]? Read(string path) => disk.Read(path);

    public void WriteDurably(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode)
    {
        counter.Point();
        disk.WriteDurably(path, bytes[..(bytes.Length / 2)], mode);
        if (counter.IsFull) throw new IOException("No space left on device");
        counter.Point();
        disk.WriteDurably(path, bytes, mode);
    }

    public void AppendDurably(string path, ReadOnlySpan<byte> bytes)
    {
        counter.Point();
        disk.AppendDurably(path, bytes[..(bytes.Length / 2)]);
        counter.Point();
        disk.AppendDurably(path, bytes[(bytes.Length / 2)..]);
    }

    public void Rename(string from, string to)
    {
        counter.Point();
        disk.Rename(from, to);
    }

    public void Delete(string path)
    {
        if (File.Exists(path)) counter.Point();
        disk.Delete(path);
    }

    public void CreateFolder(string path)
    {
        if (!Directory.Exists(path)) counter.Point();
        disk.CreateFolder(path);
    }

    public void DeleteFolderIfEmpty(string path) => disk.DeleteFolderIfEmpty(path);

    public UnixFileMode? ModeOf(string path) => disk.ModeOf(path);
}
