namespace Rewriter.Renaming.Rules;

/// <summary>The old addresses of a page, from which its readers are sent on, stay what they were.</summary>
internal sealed class RedirectRule : IOccurrenceRule
{
    private static readonly RenameVerdict Old = RenameVerdict.Leave("redirect", "it is an old address, from which readers are sent on");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        if (occurrence.Token.Length == 0 || occurrence.Token[0] != '/' || !occurrence.Line.TrimStart().StartsWith("- ")) return null;
        var text = occurrence.File.Text.AsSpan();
        var end = occurrence.Match.Span.Start - occurrence.StartInLine;
        while (end > 0)
        {
            var line = text[..(end - 1)];
            var start = line.LastIndexOf('\n') + 1;
            var trimmed = line[start..].Trim();
            if (trimmed is "aliases:" or "redirect_from:") return Old;
            if (!trimmed.StartsWith("- ")) return null;
            end = start;
        }

        return null;
    }
}
