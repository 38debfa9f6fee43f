namespace Rewriter.Renaming;

/// <summary>One reason to change an occurrence, to ask, or to leave it.</summary>
internal interface IOccurrenceRule
{
    /// <summary>The verdict, or null where the rule has nothing to say.</summary>
    RenameVerdict? Judge(OccurrenceContext occurrence);
}
