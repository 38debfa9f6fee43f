using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// A line of a raw string literal (section 6.4.5.6 of the language's specification): nothing is escaped in it, so text
/// that its quotes or dollars cannot hold is refused.
/// </summary>
/// <param name="quotes">How many quotes delimit the literal.</param>
/// <param name="dollars">How many braces open an interpolation; 0 where it is not interpolated.</param>
/// <param name="multiLine">Whether the delimiters stand on lines of their own.</param>
internal sealed class CSharpRawStringCodec(int quotes, int dollars, bool multiLine) : LeafCodec
{
    public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var whole = LeafText.After(text, leaf, replacements);
        if (!CSharpCodecs.IsOneLine(whole)) return LeafEdit.Refuse("a new line does not fit into a line of a raw string");
        if (LongestRun(whole, '"') >= quotes || (!multiLine && (whole.StartsWith('"') || whole.EndsWith('"'))))
            return LeafEdit.Refuse($"the quotes of '{whole}' would end the raw string");
        if (dollars == 0 || !replacements.Any(r => r.NewText!.AsSpan().IndexOfAny('{', '}') >= 0)) return LeafEdit.Of(replacements);
        if (Math.Max(LongestRun(whole, '{'), LongestRun(whole, '}')) >= dollars) return LeafEdit.Refuse($"the braces of '{whole}' would open an interpolation");
        return whole.EndsWith('{') || whole.StartsWith('}') ? LeafEdit.Refuse($"the braces of '{whole}' would run into an interpolation") : LeafEdit.Of(replacements);
    }

    private static int LongestRun(string text, char sign)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            run = c == sign ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
