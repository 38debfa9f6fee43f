namespace Rewriter.Renaming.Rules;

/// <summary>A declared name that stays at one of its places stays at all of them.</summary>
internal sealed class BlockedSymbolRule : IOccurrenceRule
{
    private static readonly RenameVerdict Blocked = RenameVerdict.Propose("coordination", "the same declaration cannot be changed at another of its places");

    private static readonly RenameVerdict Namesake = RenameVerdict.Leave("foreign-namesake", "it is named after the framework's or a package's type that it holds");

    public RenameVerdict? Judge(OccurrenceContext occurrence) =>
        !occurrence.Facts.Blocked.IsEmpty && SymbolCoordinator.KeyOf(occurrence.File.Path, occurrence.Leaf, occurrence.Facts) is { } key && occurrence.Facts.Blocked.Contains(key)
            ? CSharpFacts.IsIdentifier(occurrence.Leaf) ? Namesake : Blocked
            : null;
}
