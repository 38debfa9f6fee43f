namespace Rewriter.Naming;

/// <summary>One spelling of an old name and the text that takes its place.</summary>
/// <param name="From">The text that is looked for.</param>
/// <param name="To">The new name in the same spelling.</param>
/// <param name="Kind">The spelling.</param>
/// <param name="PairIndex">Which pair it belongs to (0-based).</param>
/// <param name="Order">How many spellings of the same text were there before it; the first wins.</param>
public sealed record NameSpelling(string From, string To, SpellingKind Kind, int PairIndex, int Order)
{
    /// <summary>True where the name may stand in the plural here: <c>endpoints</c>.</summary>
    public bool TakesPlural { get; init; }

    /// <summary>True for <c>owner/name</c>, which ends where a segment ends.</summary>
    public bool IsSlug { get; } = From.Contains('/', StringComparison.Ordinal) && !From.Contains('.', StringComparison.Ordinal);

    /// <summary>The words of the new name, in lower case, for places that want another separator; empty where only <see cref="To"/> fits.</summary>
    public IReadOnlyList<string> NewWords { get; init; } = [];
}
