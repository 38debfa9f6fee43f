namespace Rewriter.Renaming.Rules;

/// <summary>A path in a secret store (<c>mount/data/…</c>) is kept outside of the repository.</summary>
internal sealed class SecretStoreRule : IOccurrenceRule
{
    private static readonly RenameVerdict Secret = RenameVerdict.Propose("secret-path", "the path looks like one of a secret store, where the secret lies under the old name");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var token = occurrence.Token.AsSpan();
        var mount = token.IndexOf('/');
        if (mount <= 0 || occurrence.Url is not null || !token[mount..].StartsWith("/data/") || occurrence.Start < mount + 6) return null;
        return token[..mount].IndexOfAny(".$~") < 0 && token[(token.LastIndexOf('/') + 1)..].IndexOf('.') < 0 ? Secret : null;
    }
}
