using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <content>Comments, documentation, directives and disabled code.</content>
internal sealed partial class CSharpReader
{
    private void Trivia(SyntaxTriviaList list, StructuralPath path)
    {
        foreach (var trivia in list)
        {
            switch ((SyntaxKind)trivia.RawKind)
            {
                case SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia:
                    break;
                case SyntaxKind.SingleLineCommentTrivia:
                    Lines(trivia.Span, Label.Comment, path, CSharpCodecs.LineComment, "/");
                    break;
                case SyntaxKind.MultiLineCommentTrivia:
                    Lines(InsideOfBlock(trivia.Span), Label.Comment, path, CSharpCodecs.BlockComment, "*");
                    break;
                case SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia:
                    Documentation(trivia.GetStructure()!, path);
                    break;
                case SyntaxKind.DisabledTextTrivia:
                    Lines(trivia.Span, Label.Code, path, CSharpCodecs.DisabledCode, strip: default);
                    break;
                default:
                    if (trivia.IsDirective) Directive(trivia.GetStructure()!, path);
                    break;
            }
        }
    }

    private TextSpan InsideOfBlock(TextSpan span)
    {
        var closed = span.Length >= 4 && _text[span.End - 1] == '/' && _text[span.End - 2] == '*';
        return TextSpan.FromBounds(Math.Min(span.Start + 2, span.End), closed ? span.End - 2 : span.End);
    }

    private void Documentation(SyntaxNode comment, StructuralPath path)
    {
        foreach (var token in comment.DescendantTokens())
        {
            if (token.Span.IsEmpty) continue;
            switch ((SyntaxKind)token.RawKind)
            {
                case SyntaxKind.XmlTextLiteralToken when token.Parent is XmlTextAttributeSyntax:
                    Add(token.Span, Label.Comment, path, CSharpCodecs.DocumentationAttribute);
                    break;
                case SyntaxKind.XmlTextLiteralToken:
                    Lines(token.Span, Label.Comment, path, CSharpCodecs.DocumentationText, strip: default);
                    break;
                case SyntaxKind.XmlEntityLiteralToken:
                    Add(token.Span, Label.Comment, path, CSharpCodecs.Markup);
                    break;
                case SyntaxKind.XmlCDataStartToken:
                    Add(new TextSpan(token.SpanStart + "<![".Length, "CDATA".Length), Label.Keyword, path, CSharpCodecs.Markup);
                    break;
                case SyntaxKind.IdentifierToken when token.Parent is XmlNameSyntax or XmlPrefixSyntax:
                    Add(token.Span, IsAttributeName(token) ? Label.Key : Label.Keyword, path, CSharpCodecs.XmlName);
                    break;
                case SyntaxKind.IdentifierToken:
                    Identifier(token, token.Span, path);
                    break;
                default:
                    if (char.IsLetter(_text[token.SpanStart])) Add(token.Span, Label.Keyword, path, CSharpCodecs.Keyword);
                    break;
            }
        }

        Uncovered(comment.FullSpan.End, path, Label.Comment);
    }

    private static bool IsAttributeName(SyntaxToken token)
    {
        var name = token.Parent is XmlPrefixSyntax prefix ? prefix.Parent : token.Parent;
        return name?.Parent is XmlAttributeSyntax;
    }

    private void Directive(SyntaxNode directive, StructuralPath path)
    {
        Uncovered(directive.SpanStart, path, Label.Code);
        foreach (var token in directive.DescendantTokens())
        {
            DirectiveTrivia(token.LeadingTrivia, path);
            var span = token.Span;
            if (!span.IsEmpty && char.IsLetterOrDigit(_text[span.Start])) Add(span, Label.Directive, path, token.IsKind(SyntaxKind.IdentifierToken) ? CSharpCodecs.Identifier : CSharpCodecs.Directive);
            else if (span.Length > 2 && token.IsKind(SyntaxKind.StringLiteralToken)) Add(TextSpan.FromBounds(span.Start + 1, span.End - 1), Label.Directive, path, CSharpCodecs.Directive);
            DirectiveTrivia(token.TrailingTrivia, path);
        }

        Uncovered(directive.FullSpan.End, path, Label.Directive);
    }

    /// <summary>The message of <c>#region</c> and <c>#error</c> is for people: a comment.</summary>
    private void DirectiveTrivia(SyntaxTriviaList list, StructuralPath path)
    {
        foreach (var trivia in list)
        {
            if (trivia.IsKind(SyntaxKind.PreprocessingMessageTrivia)) Message(trivia, path);
            else if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)) Lines(Covered(trivia.Span, path), Label.Comment, path, CSharpCodecs.LineComment, "/");
        }
    }

    private void Message(SyntaxTrivia message, StructuralPath path)
    {
        var isProse = message.Token.Parent is RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax or ErrorDirectiveTriviaSyntax or WarningDirectiveTriviaSyntax;
        Lines(Covered(message.Span, path), isProse ? Label.Comment : Label.Directive, path, isProse ? CSharpCodecs.LineComment : CSharpCodecs.Directive, strip: default);
    }

    private TextSpan Covered(TextSpan span, StructuralPath path)
    {
        Uncovered(span.Start, path, Label.Directive);
        return span;
    }
}
