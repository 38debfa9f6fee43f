using Rewriter.Renaming.Rules;

namespace Rewriter.Renaming;

/// <summary>Asks the rules one after the other; the first that has something to say decides.</summary>
internal static class OccurrenceJudge
{
    private static readonly RenameVerdict OwnName = RenameVerdict.Apply("name", "it is a spelling of the old name");

    private static readonly IOccurrenceRule[] Rules =
    [
        new KeptTextRule(),
        new FileKindRule(),
        new KnownCompoundRule(),
        new FollowedAddressRule(),
        new BlockedSymbolRule(),
        new GrammarRule(),
        new RedirectRule(),
        new JoinedSpellingRule(),
        new LongLineRule(),
        new ForeignSymbolRule(),
        new CSharpSymbolRule(),
        new TerraformModuleRule(),
        new StandingResourceRule(),
        new EmailRule(),
        new UrlRule(),
        new SlugRule(),
        new PathReferenceRule(),
        new SecretStoreRule(),
    ];

    public static RenameVerdict Judge(OccurrenceContext occurrence)
    {
        foreach (var rule in Rules)
        {
            if (rule.Judge(occurrence) is { } verdict) return verdict;
        }

        return OwnName;
    }
}
