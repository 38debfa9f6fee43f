using System.Text.RegularExpressions;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;

namespace Rewriter.Renaming.Rules;

/// <summary>
/// Where an old address is remembered on purpose, so that a state is followed, it stays: <c>moved</c> and
/// <c>removed</c> blocks, aliases of Pulumi resources. A name whose address cannot be followed is proposed only.
/// </summary>
internal sealed partial class FollowedAddressRule : IOccurrenceRule
{
    /// <summary>The code of a place that remembers; it never holds back the declaration that it speaks of.</summary>
    public const string Remembered = "old-address";

    private static readonly RenameVerdict Moved = RenameVerdict.Leave(Remembered, "it tells Terraform which address a state was kept under");

    private static readonly RenameVerdict Alias = RenameVerdict.Leave(Remembered, "it tells Pulumi which name a resource had");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        if (occurrence.Facts.Unfollowed.TryGetValue((occurrence.File.Path, occurrence.Match.Span.Start), out var reason)) return RenameVerdict.Propose("address", reason);
        return occurrence.File.Path.Extension switch
        {
            ".tf" or ".tofu" => IsInMove(occurrence) ? Moved : null,
            ".cs" or ".csx" => IsAlias(occurrence) ? Alias : null,
            ".yaml" or ".yml" => occurrence.Leaf.Path?.Segments() is ["resources", _, "options", "aliases", ..] ? Alias : null,
            _ => null,
        };
    }

    /// <summary>
    /// Both ends of a move stay, because a further move continues from the second. Where no further move is written
    /// the second end is the address of today, and follows.
    /// </summary>
    private static bool IsInMove(OccurrenceContext occurrence) =>
        MovedBlocks.Remember(occurrence.File.Path, occurrence.Leaf.Path)
        && (occurrence.Request.FollowAddresses || occurrence.Leaf.Path?.Segments() is [_, "from", ..]);

    private static bool IsAlias(OccurrenceContext occurrence)
    {
        if (occurrence.Leaf.Label != Label.Value) return false;
        var end = occurrence.Leaf.Span.Start;
        return BeforeAlias().IsMatch(occurrence.File.Text[Math.Max(0, end - 300)..end]);
    }

    [GeneratedRegex(@"(\bAlias|\bAliases\s*=[^;]*\bnew)\s*(\(\s*\))?\s*\{[^{};]*\b(Name|Urn)\s*=\s*[$@]*""+$", RegexOptions.NonBacktracking)]
    private static partial Regex BeforeAlias();
}
