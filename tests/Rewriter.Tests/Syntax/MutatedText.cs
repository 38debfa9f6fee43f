using System.Text;

namespace Rewriter.Tests.Syntax;

/// <summary>Breaks texts to see that a reader holds what it promises for any text.</summary>
internal static class MutatedText
{
    /// <summary>Reads a sample with pieces of it deleted, doubled, moved or replaced by signs.</summary>
    /// <param name="fileName">The name that chooses the reader.</param>
    /// <param name="sample">A text of that language.</param>
    /// <param name="signs">What to put in: the signs of the language.</param>
    /// <param name="count">How many texts to read.</param>
    public static void ReadAll(string fileName, string sample, string[] signs, int count) => ReaderProperties.ForMutations([sample], signs, count, broken =>
    {
        // A cut pair of surrogates cannot come out of a file.
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(broken));
        var document = ReaderHarness.Read(fileName, text);
        foreach (var leaf in document.Leaves) Assert.NotNull(leaf.Decode(text));
    });
}
