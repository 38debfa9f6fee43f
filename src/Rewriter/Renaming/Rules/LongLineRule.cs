namespace Rewriter.Renaming.Rules;

/// <summary>A very long line is data that a program wrote: a recorded answer, a bundle.</summary>
internal sealed class LongLineRule : IOccurrenceRule
{
    private const int Long = 5_000;

    private static readonly RenameVerdict Data = RenameVerdict.Propose("long-line", "the line is so long that a program must have written it");

    public RenameVerdict? Judge(OccurrenceContext occurrence) => occurrence.Line.Length > Long ? Data : null;
}
