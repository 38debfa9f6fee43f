namespace Rewriter.Migrations.PullRequests;

/// <summary>Texts for Markdown.</summary>
public static class MarkdownText
{
    /// <summary>How many characters (UTF-16) a body or a comment may have.</summary>
    public const int MaxLength = 65_536;

    private const string CutOff = "\n\n…\n\n*This text was longer than a comment may be; the command shows all of it.*\n";

    /// <summary>A text as code in a line.</summary>
    public static string Code(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Contains('`') ? $"`` {line} ``" : $"`{line}`";
    }

    /// <summary>A text of the repository as a cell or a line: it makes no markup and calls nobody.</summary>
    public static string Plain(string text) => text.ReplaceLineEndings(" ")
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("@", "@\u200b", StringComparison.Ordinal)
        .Trim();

    /// <summary>Lines of code in a fence that none of them can end, with a line end at the end.</summary>
    /// <param name="language">The code's language.</param>
    /// <param name="text">The code, with LF.</param>
    /// <param name="indent">How many blanks stand before each line, so that it belongs to an entry of a list.</param>
    public static string Fenced(string language, string text, int indent)
    {
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal)) fence += '`';
        return string.Concat(((string[])[fence + language, .. text.Split('\n'), fence]).Select(l => $"{new string(' ', indent)}{l}\n"));
    }

    /// <summary>The text, cut off where it is longer than a comment may be.</summary>
    public static string Limit(string text)
    {
        if (text.Length <= MaxLength) return text;
        var end = MaxLength - CutOff.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + CutOff;
    }
}
