using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// The structural path of a C# node: namespaces, types and members, then local variables, and the names of properties,
/// keys and arguments that something is set to: <c>Shop.Stacks.OrderStack.OrderStack.service.Name</c>.
/// </summary>
internal static class CSharpPaths
{
    /// <summary>The path of what lies in a node, from the path that the node lies at.</summary>
    public static StructuralPath Enter(SyntaxNode node, StructuralPath path, string text)
    {
        switch ((SyntaxKind)node.RawKind)
        {
            case SyntaxKind.NamespaceDeclaration or SyntaxKind.FileScopedNamespaceDeclaration:
                return OfNamespace(text.AsSpan(((BaseNamespaceDeclarationSyntax)node).Name.Span.Start, ((BaseNamespaceDeclarationSyntax)node).Name.Span.Length), path);
            case SyntaxKind.FieldDeclaration or SyntaxKind.EventFieldDeclaration:
                return ((BaseFieldDeclarationSyntax)node).Declaration.Variables is [var first, ..] ? Named(path, first.Identifier) : path;
            case SyntaxKind.VariableDeclarator:
                return OfVariable((VariableDeclaratorSyntax)node, path);
            case SyntaxKind.SimpleAssignmentExpression:
                return node.Parent.IsKind(SyntaxKind.ObjectInitializerExpression) ? OfProperty(((AssignmentExpressionSyntax)node).Left, path) : path;
            case SyntaxKind.ComplexElementInitializerExpression:
                return ((InitializerExpressionSyntax)node).Expressions is [var key, _] ? OfKey(key, path) : path;
            case SyntaxKind.Argument:
                return ((ArgumentSyntax)node).NameColon is { } colon ? Named(path, colon.Name.Identifier) : path;
            case SyntaxKind.AttributeArgument:
                return ((AttributeArgumentSyntax)node).NameEquals is { } set ? Named(path, set.Name.Identifier) : path;
            case SyntaxKind.AnonymousObjectMemberDeclarator:
                return ((AnonymousObjectMemberDeclaratorSyntax)node).NameEquals is { } member ? Named(path, member.Name.Identifier) : path;
            case SyntaxKind.IndexerDeclaration:
                return path.Child("this");
            case SyntaxKind.OperatorDeclaration or SyntaxKind.ConversionOperatorDeclaration:
                return path.Child("operator");
            default:
                return DeclaredName(node) is { RawKind: not 0 } name ? Named(path, name) : path;
        }
    }

    /// <summary>
    /// The name that a declaration gives to its type or member; the default token for any other node. By kind, which is
    /// a number, and not by type, because every node of the tree passes here.
    /// </summary>
    private static SyntaxToken DeclaredName(SyntaxNode node) => (SyntaxKind)node.RawKind switch
    {
        SyntaxKind.ClassDeclaration or SyntaxKind.StructDeclaration or SyntaxKind.InterfaceDeclaration or SyntaxKind.EnumDeclaration
            or SyntaxKind.RecordDeclaration or SyntaxKind.RecordStructDeclaration => ((BaseTypeDeclarationSyntax)node).Identifier,
        SyntaxKind.MethodDeclaration => ((MethodDeclarationSyntax)node).Identifier,
        SyntaxKind.PropertyDeclaration => ((PropertyDeclarationSyntax)node).Identifier,
        SyntaxKind.ConstructorDeclaration => ((ConstructorDeclarationSyntax)node).Identifier,
        SyntaxKind.DestructorDeclaration => ((DestructorDeclarationSyntax)node).Identifier,
        SyntaxKind.DelegateDeclaration => ((DelegateDeclarationSyntax)node).Identifier,
        SyntaxKind.EventDeclaration => ((EventDeclarationSyntax)node).Identifier,
        SyntaxKind.EnumMemberDeclaration => ((EnumMemberDeclarationSyntax)node).Identifier,
        SyntaxKind.LocalFunctionStatement => ((LocalFunctionStatementSyntax)node).Identifier,
        _ => default,
    };

    private static StructuralPath OfNamespace(ReadOnlySpan<char> name, StructuralPath path)
    {
        foreach (var part in name.Split('.')) path = path.Child(name[part].Trim().TrimStart('@').ToString());
        return path;
    }

    private static StructuralPath OfVariable(VariableDeclaratorSyntax variable, StructuralPath path)
    {
        // A field's first name has named the whole declaration already.
        if (variable.Parent is not VariableDeclarationSyntax { Parent: BaseFieldDeclarationSyntax } list) return Named(path, variable.Identifier);
        return list.Variables[0] == variable ? path : Named(path.Parent ?? path, variable.Identifier);
    }

    private static StructuralPath OfProperty(ExpressionSyntax left, StructuralPath path) => left switch
    {
        IdentifierNameSyntax name => Named(path, name.Identifier),
        ImplicitElementAccessSyntax { ArgumentList.Arguments: [var only] } => OfKey(only.Expression, path),
        _ => path,
    };

    private static StructuralPath OfKey(ExpressionSyntax key, StructuralPath path) =>
        key is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal ? path.Child(literal.Token.ValueText) : path;

    private static StructuralPath Named(StructuralPath path, SyntaxToken name) => path.Child(name.ValueText);
}
