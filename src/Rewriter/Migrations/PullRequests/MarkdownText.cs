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

    /// <summary>The text, cut off where it is longer than a comment may be.</summary>
    public static string Limit(string text)
    {
        if (text.Length <= MaxLength) return text;
        var end = MaxLength - CutOff.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + CutOff;
    }
}
