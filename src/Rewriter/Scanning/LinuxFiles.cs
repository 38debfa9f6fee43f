using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Rewriter.Scanning;

/// <summary>
/// Folders and files by the system's own calls: a listing tells links from files without a call for each, and a file is
/// opened without following a link, which the base library cannot be asked for.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class LinuxFiles
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NotFound = 2;
    private const int NotDirectory = 20;
    private const int IsLoop = 40;
    private const int TryAgain = 4;
    private const int ListingSize = 32 * 1024;

    // Two flags have other values on ARM.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;
    private static readonly int FolderOnly = IsArm ? 0x4000 : 0x10000;

    public static void List(string path, List<TreeEntry> into)
    {
        var folder = Open(path, FolderOnly);
        if (folder < 0)
        {
            if (Marshal.GetLastPInvokeError() is NotFound or NotDirectory or IsLoop) return;
            throw new IOException($"The folder '{path}' cannot be read: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        var listing = ArrayPool<byte>.Shared.Rent(ListingSize);
        try
        {
            while (true)
            {
                int count;
                fixed (byte* start = listing) count = (int)getdents64(folder, start, ListingSize);
                if (count == 0) return;
                if (count < 0) throw new IOException($"The folder '{path}' cannot be read: {Marshal.GetLastPInvokeErrorMessage()}.");
                TakeEntries(path, listing.AsSpan(0, count), into);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(listing);
            _ = close(folder);
        }
    }

    public static ReadStatus Read(string root, string path, FileBuffer buffer, bool stopOnNul)
    {
        var file = Open(root + "/" + path, NonBlocking);
        if (file < 0) return Marshal.GetLastPInvokeError() is NotFound or NotDirectory or IsLoop ? ReadStatus.Missing : ReadStatus.Unreadable;
        try
        {
            return FileReading.ReadAll(buffer, stopOnNul, (_, room) => ReadBlock(file, room));
        }
        finally
        {
            _ = close(file);
        }
    }

    private static int ReadBlock(int file, Span<byte> room)
    {
        var filled = 0;
        while (filled < room.Length)
        {
            nint count;
            fixed (byte* start = room) count = read(file, start + filled, (nuint)(room.Length - filled));
            if (count < 0 && Marshal.GetLastPInvokeError() == TryAgain) continue;
            if (count < 0) return -1;
            filled += (int)count;

            // Short of what was asked for: the end, unless the file is larger than one call may give.
            if (count == 0 || filled < FileBuffer.FirstBlock) break;
        }

        return filled;
    }

    private static int Open(string path, int flags)
    {
        Span<byte> small = stackalloc byte[512];
        var size = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        var name = size <= small.Length ? small : new byte[size];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        fixed (byte* start = name) return open(start, ReadOnly | CloseOnExec | NoFollow | flags, 0);
    }

    // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name with its closing zero.
    private static void TakeEntries(string folder, ReadOnlySpan<byte> listing, List<TreeEntry> into)
    {
        while (listing.Length > 19)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(listing[16..]);
            var name = listing[19..length];
            name = name[..name.IndexOf((byte)0)];
            var type = listing[18];
            listing = listing[length..];
            if (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8)) continue;
            var text = Encoding.UTF8.GetString(name);
            into.Add(new TreeEntry(text, type switch
            {
                8 => TreeEntryKind.File,
                4 => TreeEntryKind.Folder,
                10 => TreeEntryKind.Link,
                0 => Ask(folder + "/" + text),
                _ => TreeEntryKind.Other,
            }));
        }
    }

    /// <summary>Some file systems do not tell types in a listing.</summary>
    private static TreeEntryKind Ask(string path)
    {
        var attributes = File.GetAttributes(path);
        return (attributes & FileAttributes.ReparsePoint) != 0 ? TreeEntryKind.Link
            : (attributes & FileAttributes.Directory) != 0 ? TreeEntryKind.Folder
            : TreeEntryKind.File;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte* path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int file, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint getdents64(int file, byte* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
