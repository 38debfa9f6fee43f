using System.Buffers;

namespace Rewriter.Syntax.Yaml;

/// <summary>Finds its way over what stands before the content of a node.</summary>
internal static class YamlTrivia
{
    /// <summary>What no name of an anchor or a tag holds.</summary>
    public static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\r\n,[]{}");

    /// <summary>Where the content of a node begins, behind anchors, tags, comments and blanks.</summary>
    public static int SkipProperties(string text, int start, int end)
    {
        var at = start;
        while (at < end)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\n' or '\r') at++;
            else if (c is '&' or '!') at = EndOfProperty(text, at, end);
            else if (c == '#' && at > start) at = YamlScalarText.LineEnd(text, at, end);
            else break;
        }

        return at;
    }

    /// <summary>Where an anchor, an alias or a tag ends that begins at an offset.</summary>
    public static int EndOfProperty(string text, int at, int end)
    {
        if (at + 1 < end && text[at] == '!' && text[at + 1] == '<')
        {
            var close = text.AsSpan(at, end - at).IndexOf('>');
            if (close >= 0) return at + close + 1;
        }

        var next = text.AsSpan(at + 1, end - at - 1).IndexOfAny(EndOfName);
        return next < 0 ? end : at + 1 + next;
    }
}
