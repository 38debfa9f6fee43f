using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax;

/// <summary>What every test of a reader needs.</summary>
internal static class ReaderHarness
{
    /// <summary>Reads a text as the file of that name, and asserts what holds for every document.</summary>
    public static SyntaxDocument Read(string fileName, string text)
    {
        var document = LanguageCatalog.Read(SourceFile.FromText(RepoPath.Parse(fileName), text));
        AssertCovers(document);
        return document;
    }

    /// <summary>Leaves cover the text, trivia is blank, punctuation holds no word.</summary>
    public static void AssertCovers(SyntaxDocument document)
    {
        var at = 0;
        foreach (var leaf in document.Leaves)
        {
            Assert.Equal(at, leaf.Span.Start);
            Assert.True(leaf.Span.Length > 0, $"empty leaf at {at}");
            at = leaf.Span.End;
            var raw = document.Text.Substring(leaf.Span.Start, leaf.Span.Length);
            if (leaf.Label == Label.Trivia) Assert.True(string.IsNullOrWhiteSpace(raw), $"trivia '{raw}' at {leaf.Span}");
            if (leaf.Label == Label.Punctuation) Assert.False(raw.Any(char.IsLetterOrDigit), $"punctuation '{raw}' at {leaf.Span}");
        }

        Assert.Equal(document.Text.Length, at);
        Assert.Equal(document.Text, document.Print());
    }

    /// <summary>The meaningful leaves, one a line: <c>Value jobs.deploy.env.NAME 'orderflow-app' (yaml)</c>.</summary>
    public static string[] Describe(SyntaxDocument document) =>
        [.. document.Leaves.Where(l => l.HasMeaning).Select(l => $"{l.Label} {l.Path} '{l.Decode(document.Text)}' ({l.Languages})")];

    /// <summary>The text with LF, CRLF, and each without its final line end.</summary>
    public static IEnumerable<string> LineEndings(string text)
    {
        var lf = text.ReplaceLineEndings("\n");
        yield return lf;
        yield return lf.TrimEnd('\n');
        yield return lf.ReplaceLineEndings("\r\n");
        yield return lf.ReplaceLineEndings("\r\n").TrimEnd('\r', '\n');
    }

    /// <summary>Replaces every occurrence of a name in meaningful leaves, proven by <see cref="DocumentEditor"/>.</summary>
    public static (string Text, EditOutcome Outcome) Rename(string fileName, string text, string old, string replacement)
    {
        var file = SourceFile.FromText(RepoPath.Parse(fileName), text);
        var document = Read(fileName, text);
        var changes = new List<TextChange>();
        for (var i = text.IndexOf(old, StringComparison.Ordinal); i >= 0; i = text.IndexOf(old, i + old.Length, StringComparison.Ordinal))
            changes.Add(new TextChange(new TextSpan(i, old.Length), replacement));
        var outcome = DocumentEditor.Edit(file, document, changes);
        return (file.Apply(outcome.Changes), outcome);
    }
}
