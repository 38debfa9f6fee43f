namespace Rewriter.Renaming.Rules;

/// <summary>A mail address exists outside of the repository; a service account of the cloud is a resource like others.</summary>
internal sealed class EmailRule : IOccurrenceRule
{
    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var token = occurrence.Token;
        var at = token.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || token.AsSpan().IndexOfAny("/:#") >= 0 && !token.StartsWith("mailto:", StringComparison.Ordinal)) return null;
        var domain = token.AsSpan(at + 1);
        if (domain.IndexOf('.') <= 0 || domain.IndexOf('@') >= 0 || char.IsAsciiDigit(domain[^1])) return null;
        if (domain.EndsWith(".gserviceaccount.com") || domain.EndsWith("users.noreply.github.com")) return null;
        return RenameVerdict.Leave("email", "a mail address is set up outside of the repository");
    }
}
