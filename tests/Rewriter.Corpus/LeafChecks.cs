using Rewriter.Syntax;

namespace Rewriter.Corpus;

/// <summary>What must hold for the leaves of every document.</summary>
internal static class LeafChecks
{
    /// <summary>Where the leaves do not cover the text; null where they do.</summary>
    public static string? Losslessness(SyntaxDocument document)
    {
        var at = 0;
        foreach (var leaf in document.Leaves)
        {
            if (leaf.Span.Start != at) return leaf.Span.Start < at ? "leaves overlap" : "leaves leave a gap";
            if (leaf.Span.IsEmpty) return "a leaf is empty";
            at = leaf.Span.End;
        }

        return at == document.Text.Length ? null : "the leaves end before the text";
    }

    /// <summary>A word that stands where none may; null where there is none.</summary>
    public static string? HiddenWords(SyntaxDocument document)
    {
        foreach (var leaf in document.Leaves)
        {
            var raw = document.Text.AsSpan(leaf.Span.Start, leaf.Span.Length);
            if (leaf.Label == Label.Trivia && !raw.IsWhiteSpace()) return "trivia is not blank";
            if (leaf.Label == Label.Punctuation && ContainsWord(raw)) return "punctuation has letters or digits";
        }

        return null;
    }

    private static bool ContainsWord(ReadOnlySpan<char> raw)
    {
        foreach (var c in raw)
        {
            if (char.IsLetterOrDigit(c)) return true;
        }

        return false;
    }
}
