using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>
/// The settings before a document: YAML between lines of <c>---</c>, or TOML between lines of <c>+++</c>. Markdown
/// itself would read them as a rule and a heading, so they are found first and the document begins behind them.
/// </summary>
/// <param name="Content">What stands between the two lines.</param>
/// <param name="Language">The id of its language.</param>
/// <param name="End">Where the document begins (UTF-16).</param>
internal sealed record FrontMatter(TextSpan Content, string Language, int End)
{
    /// <summary>Finds front matter; null where the text does not begin with any.</summary>
    public static FrontMatter? Find(string text)
    {
        if (!text.StartsWith("---", StringComparison.Ordinal) && !text.StartsWith("+++", StringComparison.Ordinal)) return null;
        var fence = text.AsSpan(0, 3);
        var content = NextLine(text, 0);
        if (!text.AsSpan(3, content - 3).IsWhiteSpace()) return null;
        for (var line = content; line < text.Length; line = NextLine(text, line))
        {
            var next = NextLine(text, line);
            var trimmed = text.AsSpan(line, next - line).TrimEnd();
            if (trimmed.SequenceEqual(fence) || (fence[0] == '-' && trimmed is "..."))
                return new FrontMatter(TextSpan.FromBounds(content, line), fence[0] == '-' ? "yaml" : "toml", next);
        }

        return null;
    }

    private static int NextLine(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAny('\r', '\n');
        if (length < 0) return text.Length;
        at += length;
        return text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
    }
}
