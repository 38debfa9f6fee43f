using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax.CSharp.Symbols;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>Finds the one literal that says a whole logical name: in its place, or in the constant that is used there.</summary>
internal static class PulumiNameLiteral
{
    /// <summary>The content of the literal; null where the name is put together from several.</summary>
    public static SourceSpan? Find(ExpressionSyntax name, PulumiProgram program, string text)
    {
        while (name is ParenthesizedExpressionSyntax inner) name = inner.Expression;
        if (name is not LiteralExpressionSyntax) name = program.Facts.InitializerOf(name) ?? name;
        if (name is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal || literal.Token.ValueText != text) return null;

        // The reader knows where the content lies between the quotes of whichever kind.
        var path = Text.RepoPath.FromTrusted(literal.SyntaxTree.FilePath);
        var leaves = LanguageCatalog.Read(program.Files[path]).MeaningfulLeaves.Where(l => literal.Span.Contains(l.Span) && l.Label == Label.Value).ToList();
        return leaves is [var only] ? new SourceSpan(path, only.Span) : null;
    }
}
