using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// Which nodes may be passed over where <see cref="CSharpScanner"/> finds nothing in them that the tree is needed for:
/// those in which, without braces, colons and equals signs, nothing stands that has a structural path of its own.
/// </summary>
internal static class CSharpPassable
{
    // Types are asked once a kind, of which each has one type; every node of the tree passes here.
    private const int FirstKind = 8192;
    private static readonly Answer[] Answers = new Answer[2048];

    private enum Answer : byte
    {
        Unknown,
        Yes,
        No,
    }

    public static bool IsPassable(SyntaxNode node)
    {
        var kind = node.RawKind - FirstKind;
        if ((uint)kind >= (uint)Answers.Length) return false;
        if (Answers[kind] == Answer.Unknown) Answers[kind] = HasNoPathsInside(node) ? Answer.Yes : Answer.No;
        return Answers[kind] == Answer.Yes;
    }

    private static bool HasNoPathsInside(SyntaxNode node) => node is ExpressionSyntax
        or ExpressionStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or ArrowExpressionClauseSyntax or UsingDirectiveSyntax
        or BaseArgumentListSyntax or ArgumentSyntax or BaseParameterListSyntax or BaseParameterSyntax or TypeArgumentListSyntax or TypeParameterListSyntax
        or BaseTypeSyntax or PatternSyntax or AttributeListSyntax;
}
