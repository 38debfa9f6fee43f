namespace Rewriter.Scanning;

/// <summary>
/// Path patterns as git has them: <c>*</c> and <c>?</c> stay within a segment, <c>**</c> between slashes crosses them,
/// <c>[a-z]</c>, <c>[!a]</c> and <c>[[:alpha:]]</c> are one character, a backslash takes the next one literally.
/// </summary>
internal static class WildPattern
{
    /// <summary>True where the pattern needs more than a comparison.</summary>
    public static bool IsWild(ReadOnlySpan<char> pattern) => pattern.IndexOfAny("*?[\\") >= 0;

    /// <summary>True where the pattern matches the whole path.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path) => Matches(pattern, path, true);

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, bool atSegment)
    {
        // One star is remembered and widened on a mismatch; only ** between slashes needs a call of its own.
        int p = 0, t = 0, star = -1, from = 0;
        while (true)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                if (IsDeep(pattern, p, atSegment)) return MatchesDeep(pattern[p..], path[t..]) || Widen(pattern, path, ref p, ref t, star, ref from, out atSegment) && MatchesRest(pattern, path, p, t, star, from);
                while (p < pattern.Length && pattern[p] == '*') p++;
                (star, from, atSegment) = (p, t, false);
                continue;
            }

            if (t == path.Length)
            {
                if (p == pattern.Length) return true;
            }
            else if (p < pattern.Length && One(pattern, ref p, path[t], out var isSlash))
            {
                atSegment = isSlash;
                t++;
                continue;
            }

            if (!Widen(pattern, path, ref p, ref t, star, ref from, out atSegment)) return false;
        }
    }

    // After a failed ** the earlier star is widened step by step.
    private static bool MatchesRest(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, int p, int t, int star, int from)
    {
        while (true)
        {
            if (Matches(pattern[p..], path[t..], false)) return true;
            if (!Widen(pattern, path, ref p, ref t, star, ref from, out _)) return false;
        }
    }

    private static bool Widen(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, ref int p, ref int t, int star, ref int from, out bool atSegment)
    {
        atSegment = false;
        if (star < 0 || from >= path.Length || path[from] == '/') return false;
        from++;
        (p, t) = (star, from);
        return true;
    }

    private static bool IsDeep(ReadOnlySpan<char> pattern, int p, bool atSegment) =>
        atSegment && p + 1 < pattern.Length && pattern[p + 1] == '*' && (p + 2 == pattern.Length || pattern[p + 2] == '/');

    private static bool MatchesDeep(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        if (pattern.Length == 2) return true;
        var rest = pattern[3..];
        while (true)
        {
            if (Matches(rest, path, true)) return true;
            var slash = path.IndexOf('/');
            if (slash < 0) return false;
            path = path[(slash + 1)..];
        }
    }

    private static bool One(ReadOnlySpan<char> pattern, ref int p, char c, out bool isSlash)
    {
        isSlash = c == '/';
        switch (pattern[p])
        {
            case '?':
                p++;
                return !isSlash;
            case '[':
                return !isSlash && Class(pattern, ref p, c);
            case '\\' when p + 1 < pattern.Length:
                if (pattern[p + 1] != c) return false;
                p += 2;
                return true;
            default:
                if (pattern[p] != c) return false;
                p++;
                return true;
        }
    }

    private static bool Class(ReadOnlySpan<char> pattern, ref int p, char c)
    {
        var i = p + 1;
        var negated = i < pattern.Length && pattern[i] is '!' or '^';
        if (negated) i++;
        var found = false;
        for (var first = true; ; first = false)
        {
            if (i >= pattern.Length) return false;
            if (pattern[i] == ']' && !first) break;
            if (pattern[i..].StartsWith("[:") && pattern[i..].IndexOf(":]") is var end and > 0)
            {
                found |= IsOf(pattern[(i + 2)..(i + end)], c);
                i += end + 2;
                continue;
            }

            var low = Literal(pattern, ref i);
            var high = low;
            if (i + 1 < pattern.Length && pattern[i] == '-' && pattern[i + 1] != ']')
            {
                i++;
                high = Literal(pattern, ref i);
            }

            found |= c >= low && c <= high;
        }

        if (found == negated) return false;
        p = i + 1;
        return true;
    }

    private static char Literal(ReadOnlySpan<char> pattern, ref int i)
    {
        if (pattern[i] == '\\' && i + 1 < pattern.Length) i++;
        return pattern[i++];
    }

    private static bool IsOf(ReadOnlySpan<char> name, char c) => name switch
    {
        "alpha" => char.IsAsciiLetter(c),
        "digit" => char.IsAsciiDigit(c),
        "alnum" => char.IsAsciiLetterOrDigit(c),
        "upper" => char.IsAsciiLetterUpper(c),
        "lower" => char.IsAsciiLetterLower(c),
        "space" => char.IsWhiteSpace(c),
        "punct" => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)),
        "xdigit" => char.IsAsciiHexDigit(c),
        _ => false,
    };
}
