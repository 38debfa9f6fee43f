using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.GitHubExpressions;

/// <summary>The content of a string of an expression: between single quotes, in which <c>''</c> means one quote.</summary>
internal sealed class ExpressionStringCodec : LeafCodec
{
    public static ExpressionStringCodec Instance { get; } = new();

    public override string Decode(string text, TextSpan leaf)
    {
        var raw = text.Substring(leaf.Start, leaf.Length);
        return raw.Contains('\'', StringComparison.Ordinal) ? raw.Replace("''", "'", StringComparison.Ordinal) : raw;
    }

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        if (replacements.Any(r => r.NewText!.AsSpan().IndexOfAny('\n', '\r') >= 0)) return LeafEdit.Refuse("an expression's string holds no line end");
        return LeafEdit.Of(replacements.Select(r => new TextChange(r.Span, r.NewText!.Replace("'", "''", StringComparison.Ordinal))));
    }
}
