using System.Text;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Tests.Text;

public sealed class SourceFileTests
{
    private static readonly RepoPath Path = RepoPath.Parse("a.txt");

    public static TheoryData<string, byte[]> Marks => new()
    {
        { "Utf8", [] },
        { "Utf8WithMark", [0xEF, 0xBB, 0xBF] },
        { "Utf16LittleEndian", [0xFF, 0xFE] },
        { "Utf16BigEndian", [0xFE, 0xFF] },
    };

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_file_is_read_without_its_mark_and_written_with_it(string encoding, byte[] mark)
    {
        const string Text = "größe: \U0001F600\r\n\uFFFD\n";
        var bytes = Bytes(mark, Text);

        var file = SourceFile.Read(Path, bytes, out var refusal)!;

        Assert.Null(refusal);
        Assert.Equal((encoding, Text), (file.Encoding.ToString(), file.Text));
        Assert.Equal(bytes, file.WithChanges([]));
        Assert.Equal(Bytes(mark, "groß: \U0001F600\r\n\uFFFD\n"), file.WithChanges([new TextChange(new TextSpan(3, 2), "ß"), new TextChange(new TextSpan(2, 1), "o")]));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xFF, (byte)'b' }, "RW0001")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0xC3 }, "RW0001")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "RW0001")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "RW0001")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00 }, "RW0001")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41 }, "RW0001")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0xDC, 0x00 }, "RW0001")]
    [InlineData(new byte[] { (byte)'a', 0 }, "RW0003")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0 }, "RW0003")]
    public void What_cannot_be_written_back_is_refused(byte[] bytes, string id)
    {
        Assert.Null(SourceFile.Read(Path, bytes, out var refusal));
        Assert.Equal(id, refusal!.Id);
    }

    [Fact]
    public void A_file_may_have_as_many_bytes_as_the_limit_and_none_more()
    {
        var bytes = new byte[SourceFile.MaxBytes + 1];
        Array.Fill(bytes, (byte)' ');
        Assert.NotNull(SourceFile.Read(Path, bytes.AsMemory(0, SourceFile.MaxBytes), out _));
        Assert.Null(SourceFile.Read(Path, bytes, out var refusal));
        Assert.Equal("RW0002", refusal!.Id);
    }

    [Fact]
    public void An_empty_file_is_a_text_and_so_is_a_mark_alone()
    {
        Assert.Equal(string.Empty, SourceFile.Read(Path, Array.Empty<byte>(), out _)!.Text);
        Assert.Equal(string.Empty, SourceFile.Read(Path, new byte[] { 0xFF, 0xFE }, out _)!.Text);
    }

    [Fact]
    public void Changes_that_overlap_or_lie_outside_throw()
    {
        var file = SourceFile.FromText(Path, "abcdef");
        Assert.Throws<ArgumentException>(() => file.Apply([new(new(0, 3), "x"), new(new(2, 2), "y")]));
        Assert.Throws<ArgumentException>(() => file.Apply([new(new(5, 2), "x")]));
        Assert.Equal("xydef", file.Apply([new(new(2, 1), "y"), new(new(0, 2), "x")]));
        Assert.Equal("1ab2c", SourceFile.FromText(Path, "abc").Apply([new(new(2, 0), "2"), new(new(0, 0), "1")]));
    }

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_change_that_leaves_half_a_character_throws(string encoding, byte[] mark)
    {
        var file = SourceFile.Read(Path, Bytes(mark, "a\U0001F600b"), out _)!;
        Assert.Equal(encoding, file.Encoding.ToString());
        Assert.ThrowsAny<ArgumentException>(() => file.WithChanges([new(new(1, 1), "x")]));
        Assert.ThrowsAny<ArgumentException>(() => file.WithChanges([new(new(0, 1), "\uD83D")]));
        Assert.Equal(Bytes(mark, "axb"), file.WithChanges([new(new(1, 2), "x")]));
    }

    [Theory]
    [MemberData(nameof(Marks))]
    public void Bytes_outside_of_changes_are_copied(string encoding, byte[] mark)
    {
        string[] pieces = ["a", "orderflow", "\r\n", "\n", "\r", "ü", "€", "\U0001F600", "\u0085", "\u2028", " ", "\uFFFD"];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            string Piece() => pieces[random.Next(pieces.Length)];
            var text = Enumerable.Range(0, random.Next(20)).Select(_ => Piece()).ToList();

            // A mark at the very beginning of UTF-8 is one; further behind it is a character.
            if (text.Count > 1) text[1] = "\uFEFF";
            var file = SourceFile.Read(Path, Bytes(mark, string.Concat(text)), out _)!;
            Assert.Equal(encoding, file.Encoding.ToString());

            var (changes, expected, at) = (new List<TextChange>(), new StringBuilder(), 0);
            foreach (var piece in text)
            {
                var now = random.Next(3) == 0 ? Piece() : piece;
                if (now != piece) changes.Insert(random.Next(changes.Count + 1), new TextChange(new TextSpan(at, piece.Length), now));
                expected.Append(now);
                at += piece.Length;
            }

            Assert.Equal(Bytes(mark, expected.ToString()), file.WithChanges(changes));
        }
    }

    [Fact]
    public void The_digest_is_that_of_the_bytes_with_the_mark()
    {
        var file = SourceFile.Read(Path, new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a' }, out _)!;
        Assert.Equal(SourceFile.DigestOf([0xEF, 0xBB, 0xBF, (byte)'a']), file.Digest);
        Assert.Equal("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", SourceFile.DigestOf("a"u8));
    }

    private static byte[] Bytes(byte[] mark, string text)
    {
        var encoding = mark is [0xFF, 0xFE] ? Encoding.Unicode : mark is [0xFE, 0xFF] ? Encoding.BigEndianUnicode : Encoding.UTF8;
        return [.. mark, .. encoding.GetBytes(text)];
    }
}
