using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Corpus;

/// <summary>Renames one word of a file and checks that nothing else changed.</summary>
internal static class EditTrial
{
    private const string NewWord = "pult-renamed";

    public static void Try(SourceFile file, SyntaxDocument document, string path, LanguageFindings finding)
    {
        if (FindWord(file, document) is not { } word) return;
        finding.Edits++;
        try
        {
            var outcome = DocumentEditor.Edit(file, document, [new TextChange(word, NewWord)]);
            if (!outcome.IsProven) finding.EditsRefused.Add(path, Shorten(outcome.Refusals[0].Message));
            else if (Wrong(file, word, file.WithChanges(outcome.Changes)) is { } wrong) finding.EditsWrong.Add(path, wrong);
        }
#pragma warning disable CA1031 // A crash of an edit is what this program looks for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            finding.Crashes.Add(path, $"edit: {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>A word of a leaf in the middle of the file; which one depends on the file only.</summary>
    private static TextSpan? FindWord(SourceFile file, SyntaxDocument document)
    {
        for (var i = 0; i < document.MeaningfulLeaves.Length; i++)
        {
            var leaf = document.MeaningfulLeaves[(i + (document.MeaningfulLeaves.Length / 2)) % document.MeaningfulLeaves.Length];
            if (leaf.Label is not (Label.Value or Label.Argument or Label.Prose)) continue;
            var raw = file.Text.AsSpan(leaf.Span.Start, leaf.Span.Length);
            for (var start = 0; start < raw.Length; start++)
            {
                if (!char.IsAsciiLetterLower(raw[start]) || (start > 0 && (char.IsLetterOrDigit(raw[start - 1]) || raw[start - 1] is '\\' or '&' or '%'))) continue;
                var length = 0;
                while (start + length < raw.Length && char.IsAsciiLetterLower(raw[start + length])) length++;
                if (length >= 5 && raw.Slice(start, length) is not "false") return new TextSpan(leaf.Span.Start + start, length);
                start += length;
            }
        }

        return null;
    }

    private static string? Wrong(SourceFile file, TextSpan word, byte[] edited)
    {
        // An edit may add quotes or escapes around the word, on its line; the bytes before and behind must be those of before.
        var before = file.Encode(file.Text[..word.Start]);
        var behind = file.Encode(file.Text[word.End..]).Length - file.Encode(string.Empty).Length;
        var original = file.Bytes.Span;
        var sameStart = original.CommonPrefixLength(edited);
        var sameEnd = 0;
        while (sameEnd < behind && original[^(sameEnd + 1)] == edited[^(sameEnd + 1)]) sameEnd++;
        const int RoomForQuotes = 200;
        if (before.Length - sameStart > RoomForQuotes) return "bytes far before the word changed";
        return behind - sameEnd > RoomForQuotes ? "bytes far behind the word changed" : null;
    }

    private static string Shorten(string message)
    {
        const string Changed = "would mean something else after the edit";
        if (message.EndsWith(Changed, StringComparison.Ordinal)) return Changed;
        var quote = message.IndexOf('\'', StringComparison.Ordinal);
        var last = message.LastIndexOf('\'');
        return quote >= 0 && last > quote ? string.Concat(message.AsSpan(0, quote), "'…'", message.AsSpan(last + 1)) : message;
    }
}
