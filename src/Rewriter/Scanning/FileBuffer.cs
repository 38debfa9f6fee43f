using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>The bytes of one file; reused for the next, so that a thread needs one however many files it reads.</summary>
public sealed class FileBuffer
{
    /// <summary>How many bytes are read before anything is decided.</summary>
    public const int FirstBlock = 64 * 1024;

    private byte[] _bytes = new byte[FirstBlock + 1];

    /// <summary>How many bytes of the buffer are the file's.</summary>
    public int Length { get; private set; }

    /// <summary>The file's bytes, until the buffer is used again.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Copies the file's bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Room for at least one more byte; one more than a first block at the beginning, so that most files end within it.</summary>
    public Span<byte> Free()
    {
        if (Length == _bytes.Length) Array.Resize(ref _bytes, (int)Math.Min(_bytes.Length * 4L, SourceFile.MaxBytes + 1L));
        return _bytes.AsSpan(Length);
    }

    /// <summary>Says how many bytes were put into <see cref="Free"/>.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Sets the content.</summary>
    public void Set(ReadOnlySpan<byte> content)
    {
        if (content.Length > _bytes.Length) _bytes = new byte[content.Length];
        content.CopyTo(_bytes);
        Length = content.Length;
    }

    /// <summary>True where the bytes say that this is no text: a NUL, but for UTF-16 behind its mark.</summary>
    public bool LooksBinary => !HasWideMark(Span) && Span.Contains((byte)0);

    /// <summary>True where bytes begin with a mark of UTF-16.</summary>
    internal static bool HasWideMark(ReadOnlySpan<byte> bytes) => bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
}
