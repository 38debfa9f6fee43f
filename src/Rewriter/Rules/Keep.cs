using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>What must never change, and because of what.</summary>
/// <param name="Id">Its name in reports.</param>
/// <param name="Text">A longer text of which the name is a part (<c>orderflow-451220</c>); null where places alone are kept.</param>
/// <param name="Where">Which places are kept.</param>
/// <param name="Because">The reason, shown wherever it holds.</param>
public sealed record Keep(string Id, string? Text, Selection Where, string Because)
{
    /// <summary>True where this keeps an occurrence.</summary>
    public bool Covers(Occurrence occurrence, SourceFile file) => Where.Covers(occurrence) && (Text is null || StandsAround(occurrence, file.Text));

    private bool StandsAround(Occurrence occurrence, string text)
    {
        // Every place where the kept text could begin and still hold the whole occurrence.
        for (var start = Math.Max(0, occurrence.Span.End - Text!.Length); start <= occurrence.Span.Start; start++)
        {
            if (string.CompareOrdinal(text, start, Text, 0, Text.Length) == 0) return true;
        }

        return false;
    }
}
