namespace Rewriter.Renaming.Rules;

/// <summary>Texts that the user wants to keep.</summary>
internal sealed class KeptTextRule : IOccurrenceRule
{
    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        foreach (var keep in occurrence.Request.Keeps)
        {
            var text = occurrence.File.Text;
            var from = Math.Max(0, occurrence.Match.Span.End - keep.Text.Length);
            for (var at = text.IndexOf(keep.Text, from, StringComparison.Ordinal); at >= 0 && at <= occurrence.Match.Span.Start; at = text.IndexOf(keep.Text, at + 1, StringComparison.Ordinal))
            {
                if (at + keep.Text.Length >= occurrence.Match.Span.End) return RenameVerdict.Leave("kept", $"'{keep.Text}' was to be kept: {keep.Because}");
            }
        }

        return null;
    }
}
