using System.Text;

namespace Rewriter.Tests.Syntax;

/// <summary>Breaks texts at random places, from a seed, to see that a reader holds what it promises for any text.</summary>
internal static class MutatedText
{
    /// <summary>Reads a sample with pieces of it deleted, doubled, swapped or replaced by signs.</summary>
    /// <param name="fileName">The name that chooses the reader.</param>
    /// <param name="sample">A text of that language.</param>
    /// <param name="signs">What to put in: the signs of the language.</param>
    /// <param name="count">How many texts to read.</param>
    public static void ReadAll(string fileName, string sample, string[] signs, int count)
    {
        for (var seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            var text = sample;
            for (var i = random.Next(1, 6); i > 0; i--) text = Mutate(random, text, signs);

            // A cut pair of surrogates cannot come out of a file.
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var document = ReaderHarness.Read(fileName, text);
            foreach (var leaf in document.Leaves) Assert.NotNull(leaf.Decode(text));
        }
    }

    private static string Mutate(Random random, string text, string[] signs)
    {
        var start = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 8), text.Length - start);
        return random.Next(5) switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, text.Substring(start, length)),
            2 => text[..start],
            3 => text.Remove(start, length).Insert(random.Next(text.Length - length + 1), text.Substring(start, length)),
            _ => text.Insert(start, signs[random.Next(signs.Length)]),
        };
    }
}
