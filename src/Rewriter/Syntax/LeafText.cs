using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax;

/// <summary>Small helpers over the raw text of leaves, for codecs.</summary>
public static class LeafText
{
    /// <summary>The raw text of a leaf once replacements are put into it as they are, unescaped.</summary>
    public static string After(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var result = new StringBuilder();
        var at = leaf.Start;
        foreach (var replacement in replacements)
        {
            result.Append(text, at, replacement.Span.Start - at).Append(replacement.NewText);
            at = replacement.Span.End;
        }

        return result.Append(text, at, leaf.End - at).ToString();
    }
}
