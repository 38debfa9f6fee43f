using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;

namespace Rewriter.Text;

/// <summary>
/// A file as it was read: its bytes, and the text that they hold. Exists only where the text, written again, gives
/// the same bytes (invariant 1).
/// </summary>
public sealed class SourceFile
{
    /// <summary>Files above this many bytes are refused.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding StrictUtf16LittleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding StrictUtf16BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private LineMap? _lines;
    private string? _digest;

    private SourceFile(RepoPath path, ReadOnlyMemory<byte> bytes, string text, FileEncoding encoding)
    {
        Path = path;
        Bytes = bytes;
        Text = text;
        Encoding = encoding;
    }

    /// <summary>Where the file lies in the repository.</summary>
    public RepoPath Path { get; }

    /// <summary>The bytes as read, mark included.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The characters, without the byte order mark.</summary>
    public string Text { get; }

    /// <summary>How the text is written as bytes.</summary>
    public FileEncoding Encoding { get; }

    /// <summary>Where the lines begin.</summary>
    public LineMap Lines => _lines ??= new LineMap(Text);

    /// <summary>SHA-256 over the bytes, as lower-case hexadecimal digits.</summary>
    public string Digest => _digest ??= DigestOf(Bytes.Span);

    /// <summary>SHA-256 over any bytes, as lower-case hexadecimal digits.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A file made from text in memory, in UTF-8 without a mark.</summary>
    public static SourceFile FromText(RepoPath path, string text) => new(path, StrictUtf8.GetBytes(text), text, FileEncoding.Utf8);

    /// <summary>
    /// Reads bytes. Null and a diagnostic where they are too many (RW0002), binary (RW0003) or no text that can be
    /// written back as it was (RW0001).
    /// </summary>
    /// <param name="path">Where the file lies in the repository.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="refusal">Why it is refused; otherwise null.</param>
    /// <param name="mostBytes">How many bytes are read at most.</param>
    public static SourceFile? Read(RepoPath path, ReadOnlyMemory<byte> bytes, out Diagnostic? refusal, int mostBytes = MaxBytes)
    {
        refusal = null;
        if (bytes.Length > mostBytes)
        {
            refusal = Descriptors.FileTooLarge.At(path, bytes.Length, mostBytes);
            return null;
        }

        var encoding = Detect(bytes.Span);
        var marked = bytes[PreambleOf(encoding).Length..];
        if (encoding is FileEncoding.Utf8 or FileEncoding.Utf8WithMark && marked.Span.Contains((byte)0))
        {
            refusal = Descriptors.FileIsBinary.At(path, marked.Span.IndexOf((byte)0));
            return null;
        }

        var text = DecoderOf(encoding).GetString(marked.Span);
        var file = new SourceFile(path, bytes, text, encoding);
        if (FirstDifference(file.Encode(text), bytes.Span) is { } offset)
        {
            refusal = Descriptors.FileNotText.At(path, offset, bytes.Span[Math.Min(offset, bytes.Length - 1)]);
            return null;
        }

        return file;
    }

    /// <summary>
    /// The bytes of this file with changes made. Everything outside of the changes is copied.
    /// </summary>
    /// <param name="changes">Changes of <see cref="Text"/> in any order; they may not overlap.</param>
    /// <exception cref="ArgumentException">Two changes overlap, one lies outside of the text, or half of a character would be left.</exception>
    public byte[] WithChanges(IEnumerable<TextChange> changes) => Encode(Apply(changes));

    /// <summary>The text with changes made; see <see cref="WithChanges"/>.</summary>
    public string Apply(IEnumerable<TextChange> changes)
    {
        var result = new StringBuilder(Text.Length + 64);
        var at = 0;
        foreach (var change in TextChanges.InOrder(changes))
        {
            if (change.Span.Start < at) throw new ArgumentException($"Two changes of {Path} overlap at {change.Span.Start}.", nameof(changes));
            if (change.Span.End > Text.Length) throw new ArgumentException($"A change of {Path} lies outside of it.", nameof(changes));
            result.Append(Text, at, change.Span.Start - at).Append(change.NewText);
            at = change.Span.End;
        }

        return result.Append(Text, at, Text.Length - at).ToString();
    }

    /// <summary>Writes text as this file would: with its mark and in its encoding.</summary>
    /// <exception cref="ArgumentException">Half of a surrogate pair stands in it, which no bytes can hold.</exception>
    public byte[] Encode(string text)
    {
        var preamble = PreambleOf(Encoding);
        var writer = EncoderOf(Encoding);
        var bytes = new byte[preamble.Length + writer.GetByteCount(text)];
        preamble.CopyTo(bytes);
        writer.GetBytes(text, bytes.AsSpan(preamble.Length));
        return bytes;
    }

    private static FileEncoding Detect(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(PreambleOf(FileEncoding.Utf8WithMark)) ? FileEncoding.Utf8WithMark
        : bytes.StartsWith(PreambleOf(FileEncoding.Utf16LittleEndian)) ? FileEncoding.Utf16LittleEndian
        : bytes.StartsWith(PreambleOf(FileEncoding.Utf16BigEndian)) ? FileEncoding.Utf16BigEndian
        : FileEncoding.Utf8;

    private static ReadOnlySpan<byte> PreambleOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8WithMark => [0xEF, 0xBB, 0xBF],
        FileEncoding.Utf16LittleEndian => [0xFF, 0xFE],
        FileEncoding.Utf16BigEndian => [0xFE, 0xFF],
        _ => [],
    };

    // The lenient decoders: what they could not read comes back as U+FFFD and then differs when it is encoded again.
    private static Encoding DecoderOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf16LittleEndian => System.Text.Encoding.Unicode,
        FileEncoding.Utf16BigEndian => System.Text.Encoding.BigEndianUnicode,
        _ => System.Text.Encoding.UTF8,
    };

    private static Encoding EncoderOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf16LittleEndian => StrictUtf16LittleEndian,
        FileEncoding.Utf16BigEndian => StrictUtf16BigEndian,
        _ => StrictUtf8,
    };

    private static int? FirstDifference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        return common == left.Length && common == right.Length ? null : common;
    }
}
