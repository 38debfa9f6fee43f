namespace Rewriter.Renaming;

/// <summary>
/// A token that points somewhere: with a scheme (<c>https://host/path</c>), as git writes it (<c>git@host:path</c>), or
/// with a domain as its first segment (<c>github.com/owner/name</c>, <c>ghcr.io/owner/image:tag</c>).
/// </summary>
/// <param name="HostStart">Where the host begins in the token.</param>
/// <param name="Host">The host without user and port.</param>
/// <param name="PathStart">Where the path begins in the token, behind its slash or colon.</param>
/// <param name="HasScheme">True where a scheme says that it is a URL.</param>
internal readonly record struct UrlParts(int HostStart, string Host, int PathStart, bool HasScheme)
{
    private static readonly HashSet<string> TopLevels = new(StringComparer.OrdinalIgnoreCase)
    {
        "com", "org", "net", "io", "dev", "app", "in", "ai", "co", "cloud", "sh", "run", "tech", "xyz", "info", "edu", "gov", "eu", "de", "uk", "us", "ms", "gg", "so", "is", "me", "to", "land", "work", "works", "zone",
    };

    /// <summary>Reads a token; null where it points nowhere.</summary>
    public static UrlParts? Read(ReadOnlySpan<char> token)
    {
        var scheme = token.IndexOf("://");
        if (scheme >= 0) return At(token, SchemeEnd(token, scheme), hasScheme: true);
        var at = token.IndexOf('@');
        if (at > 0 && token[(at + 1)..].IndexOf(':') is var colon and > 0 && token[(at + 1 + colon)..].Contains('/') && token[..at].IndexOf('/') < 0) return At(token, at + 1, true);

        // Without a scheme the first segment has to be a domain: something.tld, and a path behind it.
        var begin = token.LastIndexOf("/src/") is var src and >= 0 && LooksLikeDomain(FirstSegment(token[(src + 5)..])) ? src + 5 : PrefixLength(token);
        return LooksLikeDomain(FirstSegment(token[begin..])) && begin + FirstSegment(token[begin..]).Length < token.Length ? At(token, begin, false) : null;
    }

    // name=https://…, pkg:github.com/…, -Lhttps://…
    private static int SchemeEnd(ReadOnlySpan<char> token, int scheme) => scheme + 3 + Math.Max(0, token[(scheme + 3)..].IndexOf("://") is var inner and >= 0 ? inner + 3 : 0);

    private static int PrefixLength(ReadOnlySpan<char> token)
    {
        var segment = FirstSegment(token);
        var sign = segment.LastIndexOfAny("=:@");
        return sign >= 0 && sign + 1 < segment.Length && LooksLikeDomain(segment[(sign + 1)..]) ? sign + 1 : token.StartsWith("//") ? 2 : 0;
    }

    private static UrlParts At(ReadOnlySpan<char> token, int hostStart, bool hasScheme)
    {
        var rest = token[hostStart..];
        var user = rest.IndexOf('@');
        var slash = rest.IndexOfAny('/', '?', '#');
        if (user >= 0 && (slash < 0 || user < slash)) return At(token, hostStart + user + 1, hasScheme);
        var end = rest.IndexOfAny("/:?#");
        if (end < 0) end = rest.Length;
        var host = rest[..end].ToString();
        var path = end;
        if (path < rest.Length && rest[path] == ':')
        {
            var digits = path + 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
            path = digits > path + 1 && (digits == rest.Length || rest[digits] == '/') ? digits : path;
        }

        return new UrlParts(hostStart, host, hostStart + Math.Min(path + 1, rest.Length), hasScheme);
    }

    private static ReadOnlySpan<char> FirstSegment(ReadOnlySpan<char> token)
    {
        var slash = token.IndexOf('/');
        return slash < 0 ? token : token[..slash];
    }

    private static bool LooksLikeDomain(ReadOnlySpan<char> segment)
    {
        var dot = segment.LastIndexOf('.');
        if (dot <= 0 || dot == segment.Length - 1) return false;
        foreach (var c in segment)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-')) return false;
        }

        return TopLevels.Contains(segment[(dot + 1)..].ToString());
    }
}
