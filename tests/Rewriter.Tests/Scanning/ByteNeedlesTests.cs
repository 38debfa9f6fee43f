using System.Text;
using Rewriter.Scanning;

namespace Rewriter.Tests.Scanning;

public sealed class ByteNeedlesTests
{
    [Fact]
    public void The_fast_search_finds_what_the_plain_one_finds()
    {
        var random = new Random(1);
        for (var round = 0; round < 4_000; round++)
        {
            var needles = new ByteNeedles(Enumerable.Range(0, random.Next(1, 20)).Select(_ => Word(random, random.Next(1, 9))));
            var text = Encoding.UTF8.GetBytes(Word(random, random.Next(0, 200)));
            Assert.Equal(needles.SearchEach(text), needles.IsIn(text));
        }
    }

    [Fact]
    public void A_text_is_found_at_every_place_of_a_file()
    {
        var needles = new ByteNeedles(["orderflow", "ORDERFLOW", "zz"]);
        for (var length = 9; length < 140; length++)
        {
            var bytes = new byte[length];
            Array.Fill(bytes, (byte)'e');
            Assert.False(needles.IsIn(bytes));
            for (var at = 0; at + 9 <= length; at++)
            {
                var copy = bytes.ToArray();
                "orderflow"u8.CopyTo(copy.AsSpan(at));
                Assert.True(needles.IsIn(copy), $"at {at} of {length}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_text_is_found_in_a_file_of_wide_characters(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("name = orderflow")];
        Assert.True(new ByteNeedles(["orderflow"]).IsIn(bytes));
        Assert.False(new ByteNeedles(["pult"]).IsIn(bytes));
    }

    private static string Word(Random random, int length) => string.Create(length, random, (span, r) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + r.Next(3));
    });
}
