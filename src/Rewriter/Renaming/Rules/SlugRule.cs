namespace Rewriter.Renaming.Rules;

/// <summary>
/// A repository named without its host, at a version or with a number: <c>owner/name@master</c>, <c>owner/name#12</c>.
/// </summary>
internal sealed class SlugRule : IOccurrenceRule
{
    private static readonly RenameVerdict Foreign = RenameVerdict.Leave("foreign-repository", "the repository is somebody else's");

    private static readonly RenameVerdict Past = RenameVerdict.Propose("past-discussion", "it names a discussion or a change of the past, which is found under the old address");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var token = occurrence.Token.AsSpan();
        var sign = token.IndexOfAny('@', '#');
        var slash = token.IndexOf('/');
        if (occurrence.Url is not null || slash <= 0 || sign < slash || sign == token.Length - 1 || token[0] is '.' or '/' or '@' or '$') return null;
        if (token[sign] == '#' && token[(sign + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0) return null;
        var owner = token[..slash].ToString();
        var name = token[(slash + 1)..sign];
        if (name.IndexOf('/') is var more and >= 0) name = name[..more];
        var isOwn = occurrence.Facts.Own.OwnsRepository(owner, name.ToString())
            || (occurrence.Facts.Matcher.Match(owner) is [var only] && only.Span.Length == owner.Length);
        if (!isOwn && !occurrence.Facts.Inferred.OwnsRepository(owner, name.ToString())) return Foreign;
        return token[sign] == '#' ? Past : null;
    }
}
