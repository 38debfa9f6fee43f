using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <content>Comments, documentation, directives and disabled code.</content>
internal sealed partial class CSharpReader
{
    /// <param name="list">What stands before or behind a token.</param>
    /// <param name="path">The path of the token.</param>
    /// <param name="isLeading">True before a token: only there comments are documentation.</param>
    private void Trivia(SyntaxTriviaList list, StructuralPath path, bool isLeading)
    {
        var seen = 0;
        foreach (var trivia in list)
        {
            switch ((SyntaxKind)trivia.RawKind)
            {
                case SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia:
                    break;
                case SyntaxKind.SingleLineCommentTrivia when trivia.SpanStart < seen:
                    break;
                case SyntaxKind.SingleLineCommentTrivia when isLeading && DocumentationScanner.IsLine(_text, trivia.SpanStart):
                    seen = DocumentationScanner.EndOfLines(_text, trivia.SpanStart);
                    DocumentationLines(trivia.SpanStart, seen, path);
                    break;
                case SyntaxKind.MultiLineCommentTrivia when isLeading && DocumentationScanner.IsBlock(_text, trivia.Span):
                    ParseDocumentation(trivia.Span, path);
                    break;
                case SyntaxKind.SingleLineCommentTrivia:
                    Lines(trivia.Span, Label.Comment, path, CSharpCodecs.LineComment, "/");
                    break;
                case SyntaxKind.MultiLineCommentTrivia:
                    Lines(InsideOfBlock(trivia.Span), Label.Comment, path, CSharpCodecs.BlockComment, "*");
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

    private void DocumentationLines(int start, int end, StructuralPath path)
    {
        var scanner = new DocumentationScanner(_text);
        if (!scanner.TryScan(start, end))
        {
            ParseDocumentation(TextSpan.FromBounds(start, end), path);
            return;
        }

        foreach (var (span, label, codec) in scanner.Found) Add(span, label, path, codec);
    }

    /// <summary>
    /// Leaves a comment to Roslyn, by itself: the structure of a comment within a file is kept by Roslyn in a table of weak
    /// references, which costs more than its parsing.
    /// </summary>
    private void ParseDocumentation(TextSpan comment, StructuralPath path)
    {
        var hadSkippedText = _hasSkippedText;
        foreach (var trivia in SyntaxFactory.ParseLeadingTrivia(_text.Substring(comment.Start, comment.Length)))
        {
            if (trivia.GetStructure() is not { } structure) continue;
            _hasSkippedText = hadSkippedText || structure.ContainsSkippedText || structure.ContainsDiagnostics;
            Documentation(structure, comment.Start, path);
        }

        Uncovered(comment.End, path, Label.Comment);
        _hasSkippedText = hadSkippedText;
    }

    private void Documentation(SyntaxNode comment, int offset, StructuralPath path)
    {
        foreach (var token in comment.DescendantTokens())
        {
            if (token.Span.IsEmpty) continue;
            var span = new TextSpan(token.SpanStart + offset, token.Span.Length);
            switch ((SyntaxKind)token.RawKind)
            {
                case SyntaxKind.XmlTextLiteralToken when token.Parent is XmlTextAttributeSyntax:
                    Add(span, Label.Comment, path, CSharpCodecs.DocumentationAttribute);
                    break;
                case SyntaxKind.XmlTextLiteralToken:
                    Lines(span, Label.Comment, path, CSharpCodecs.DocumentationText, strip: default);
                    break;
                case SyntaxKind.XmlEntityLiteralToken:
                    Add(span, Label.Comment, path, CSharpCodecs.Markup);
                    break;
                case SyntaxKind.XmlCDataStartToken:
                    Add(new TextSpan(span.Start + "<![".Length, "CDATA".Length), Label.Keyword, path, CSharpCodecs.Markup);
                    break;
                case SyntaxKind.IdentifierToken when token.Parent is XmlNameSyntax or XmlPrefixSyntax:
                    Add(span, IsAttributeName(token) ? Label.Key : Label.Keyword, path, CSharpCodecs.XmlName);
                    break;
                case SyntaxKind.IdentifierToken:
                    Identifier(token, span, path);
                    break;
                default:
                    if (char.IsLetter(_text[span.Start])) Add(span, Label.Keyword, path, CSharpCodecs.Keyword);
                    break;
            }
        }
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
