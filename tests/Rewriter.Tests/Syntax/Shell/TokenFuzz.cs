
namespace Rewriter.Tests.Syntax.Shell;

/// <summary>What the tests of the shell family share: random documents, every line end, goldens.</summary>
internal static class TokenFuzz
{
    /// <summary>Reads documents of tokens in any order; each must be covered, and none may throw.</summary>
    public static void Run(string fileName, string[] pieces, int documents) =>
        ReaderProperties.ForHeaps(pieces, documents, longest: 40, text => ReaderHarness.Read(fileName, text));

    /// <summary>Reads a document with pieces of it taken out, doubled, moved or put in.</summary>
    public static void Mutate(string fileName, string document, string[] pieces) =>
        ReaderProperties.ForMutations([document], pieces, document.Length * 3 / 2, text => ReaderHarness.Read(fileName, text));

    /// <summary>Asserts that a text is understood, and alike with every line end.</summary>
    public static void AssertUnderstood(string fileName, string text)
    {
        string[]? first = null;
        foreach (var variant in ReaderHarness.LineEndings(text))
        {
            var document = ReaderHarness.Read(fileName, variant);
            Assert.Empty(document.Problems);
            first ??= ReaderHarness.Describe(document);
            Assert.Equal(first, ReaderHarness.Describe(document));
        }
    }

    /// <summary>Asserts what is read, without the language of the file itself.</summary>
    public static void AssertRead(string fileName, string text, params string[] expected)
    {
        var document = ReaderHarness.Read(fileName, text);
        Assert.Empty(document.Problems);
        Assert.Equal(expected, document.Leaves.Where(l => l.HasMeaning).Select(l => $"{l.Label} {l.Path} '{l.Decode(text)}'{(l.Languages.Outer is null ? "" : " in " + l.Languages.Language)}"));
    }

    /// <summary>Asserts a rename of <c>old</c> with every line end.</summary>
    public static void AssertRename(string fileName, string text, string replacement, string expected)
    {
        foreach (var (before, after) in ReaderHarness.LineEndings(text).Zip(ReaderHarness.LineEndings(expected)))
        {
            var (edited, outcome) = ReaderHarness.Rename(fileName, before, "old", replacement);
            Assert.Empty(outcome.Refusals);
            Assert.Equal(after, edited);
        }
    }

    /// <summary>Asserts that a rename of <c>old</c> is refused and changes nothing.</summary>
    public static void AssertRefused(string fileName, string text, string replacement)
    {
        Assert.Empty(ReaderHarness.Read(fileName, text).Problems);
        var (edited, outcome) = ReaderHarness.Rename(fileName, text, "old", replacement);
        Assert.NotEmpty(outcome.Refusals);
        Assert.Equal(text, edited);
    }
}
