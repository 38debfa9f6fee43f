using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>The order in which a file's bytes are read: a first block, a look at it, the rest.</summary>
internal static class FileReading
{
    /// <summary>Reads bytes at an offset into the room given; 0 at the end, negative where it failed.</summary>
    public delegate int Reader(long offset, Span<byte> room);

    public static ReadStatus ReadAll(FileBuffer buffer, bool stopOnNul, Reader read)
    {
        var looked = !stopOnNul;
        while (true)
        {
            var room = buffer.Free();
            var count = read(buffer.Length, room);
            if (count < 0) return ReadStatus.Unreadable;
            buffer.Advance(count);
            if (!looked && (count == 0 || buffer.Length >= FileBuffer.FirstBlock || count < room.Length))
            {
                if (buffer.LooksBinary) return ReadStatus.Binary;
                looked = buffer.Length >= FileBuffer.FirstBlock;
            }

            // A regular file gives less than was asked for only at its end.
            if (count < room.Length) return ReadStatus.Whole;
            if (buffer.Length > SourceFile.MaxBytes) return ReadStatus.TooLarge;
        }
    }
}
