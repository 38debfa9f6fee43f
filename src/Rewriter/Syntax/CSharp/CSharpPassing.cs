using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// Which nodes may be passed over where <see cref="CSharpScanner"/> finds nothing in them that the tree is needed for.
/// </summary>
internal static class CSharpPassing
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

    /// <summary>
    /// True for nodes in which, without braces, colons and equals signs, nothing stands that has a structural path of its
    /// own.
    /// </summary>
    public static bool IsPlain(SyntaxNode node)
    {
        var kind = node.RawKind - FirstKind;
        if ((uint)kind >= (uint)Answers.Length) return false;
        if (Answers[kind] == Answer.Unknown) Answers[kind] = HasNoPathsInside(node) ? Answer.Yes : Answer.No;
        return Answers[kind] == Answer.Yes;
    }

    /// <summary>True for a node all of which lies at the path that it has been entered with.</summary>
    /// <param name="node">The node.</param>
    /// <param name="scanner">What reads its text.</param>
    /// <param name="isEntered">True where it has a path of its own.</param>
    public static bool CanPassInside(SyntaxNode node, CSharpScanner scanner, bool isEntered) => (SyntaxKind)node.RawKind switch
    {
        SyntaxKind.EqualsValueClause or SyntaxKind.SimpleAssignmentExpression => scanner.CanPassNode(node.FullSpan, '='),
        SyntaxKind.VariableDeclarator => ((VariableDeclaratorSyntax)node).ArgumentList is null && scanner.CanPassNode(node.FullSpan, '='),
        SyntaxKind.FieldDeclaration => IsPlainField((FieldDeclarationSyntax)node) && scanner.CanPassNode(node.FullSpan, '='),
        SyntaxKind.Argument => isEntered && scanner.CanPassNode(node.FullSpan, ':'),
        SyntaxKind.AttributeArgument or SyntaxKind.AnonymousObjectMemberDeclarator => isEntered && scanner.CanPassNode(node.FullSpan, '='),
        SyntaxKind.AccessorList => scanner.CanPassAccessors(node.FullSpan),
        _ => false,
    };

    private static bool IsPlainField(FieldDeclarationSyntax field) => field.AttributeLists.Count == 0 && field.Declaration.Variables.Count == 1;

    private static bool HasNoPathsInside(SyntaxNode node) => node is ExpressionSyntax
        or ExpressionStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or ArrowExpressionClauseSyntax or UsingDirectiveSyntax
        or BaseArgumentListSyntax or ArgumentSyntax or BaseParameterListSyntax or BaseParameterSyntax or TypeArgumentListSyntax or TypeParameterListSyntax
        or BaseTypeSyntax or PatternSyntax or AttributeListSyntax;
}
