using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;

namespace Rewriter.Renaming.Rules;

/// <summary>
/// Where an old address is remembered on purpose, so that a state is followed, it stays: <c>moved</c> and
/// <c>removed</c> blocks, aliases of Pulumi resources. A name whose address cannot be followed is proposed only.
/// </summary>
internal sealed class FollowedAddressRule : IOccurrenceRule
{
    /// <summary>The code of a place that remembers; it never holds back the declaration that it speaks of.</summary>
    public const string Remembered = "old-address";

    private static readonly RenameVerdict Moved = RenameVerdict.Leave(Remembered, "it tells Terraform which address a state was kept under");

    private static readonly RenameVerdict Alias = RenameVerdict.Leave(Remembered, "it tells Pulumi which name a resource had");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var unfollowed = occurrence.Facts.Unfollowed;
        if (!unfollowed.IsEmpty && unfollowed.TryGetValue(UnfollowedAddress.KeyOf(occurrence.File.Path, occurrence.Match.Span.Start), out var reason)) return RenameVerdict.Propose("address", reason);
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
        return EndsInAlias(occurrence.File.Text.AsSpan(Math.Max(0, end - 300)..end));
    }

    /// <summary>
    /// True before the value of <c>new Alias { Name = "</c> or of <c>Aliases = { new() { Urn = "</c>: read from its end,
    /// over quotes, the property, what stands in the braces before it, and what they are the initializer of.
    /// </summary>
    private static bool EndsInAlias(ReadOnlySpan<char> text)
    {
        var rest = text.TrimEnd('"');
        if (rest.Length == text.Length) return false;
        rest = rest.TrimEnd("$@").TrimEnd();
        if (!TakeEnd(ref rest, "=")) return false;
        rest = rest.TrimEnd();
        if (!TakeWord(ref rest, "Name") && !TakeWord(ref rest, "Urn")) return false;
        var brace = rest.LastIndexOfAny('{', '}', ';');
        if (brace < 0 || rest[brace] != '{') return false;
        rest = rest[..brace].TrimEnd();
        if (TakeEnd(ref rest, ")"))
        {
            rest = rest.TrimEnd();
            if (!TakeEnd(ref rest, "(")) return false;
            rest = rest.TrimEnd();
        }

        return TakeWord(ref rest, "Alias") || (TakeWord(ref rest, "new") && FollowsAliases(rest[(rest.LastIndexOf(';') + 1)..]));
    }

    /// <summary>True where <c>Aliases =</c> stands in a statement.</summary>
    private static bool FollowsAliases(ReadOnlySpan<char> statement)
    {
        const string Property = "Aliases";
        for (var at = statement.IndexOf(Property); at >= 0;)
        {
            var before = statement[..(at + Property.Length)];
            if (TakeWord(ref before, Property) && statement[(at + Property.Length)..].TrimStart().StartsWith("=")) return true;
            var next = statement[(at + 1)..].IndexOf(Property);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool TakeEnd(ref ReadOnlySpan<char> text, ReadOnlySpan<char> end)
    {
        if (!text.EndsWith(end)) return false;
        text = text[..^end.Length];
        return true;
    }

    private static bool TakeWord(ref ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        var rest = text;
        if (!TakeEnd(ref rest, word) || (!rest.IsEmpty && (char.IsLetterOrDigit(rest[^1]) || rest[^1] == '_'))) return false;
        text = rest;
        return true;
    }
}
