using Rewriter.Naming;

namespace Rewriter.Renaming.Rules;

/// <summary>
/// Where the repository writes the same letters with other humps (<c>AutoscalingGroup</c> beside
/// <c>auto-scaling-group</c>), the name in one word belongs to that other thing.
/// </summary>
internal sealed class JoinedSpellingRule : IOccurrenceRule
{
    private static readonly RenameVerdict Another = RenameVerdict.Propose("another-name", "written in one word, the letters are another name of this repository");

    private static readonly RenameVerdict Concept = RenameVerdict.Propose("plain-words", "written as plain words, it may mean the concept and not the name");

    public RenameVerdict? Judge(OccurrenceContext occurrence) =>
        occurrence.Match.Spelling.Kind == SpellingKind.Words && !occurrence.Pair.From.Any(char.IsUpper) ? Concept
        : occurrence.Match.Spelling.Kind is SpellingKind.Flat or SpellingKind.FlatUpper or SpellingKind.Pascal or SpellingKind.Camel
        && occurrence.Facts.TakenWhenJoined.Contains(occurrence.Match.PairIndex)
            ? Another
            : null;
}
