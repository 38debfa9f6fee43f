using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>Small questions about the syntax of Pulumi programs.</summary>
internal static class PulumiSyntax
{
    public const string Root = "Pulumi";

    /// <summary>The last identifier of a name, without its type arguments; null where the node is no name.</summary>
    public static string? SimpleName(SyntaxNode node) => node switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => SimpleName(qualified.Right),
        AliasQualifiedNameSyntax qualified => SimpleName(qualified.Name),
        MemberAccessExpressionSyntax access => SimpleName(access.Name),
        NullableTypeSyntax nullable => SimpleName(nullable.ElementType),
        _ => null,
    };

    /// <summary>The first identifier of a name, behind <c>global::</c>.</summary>
    public static string? FirstName(SyntaxNode node) => node switch
    {
        QualifiedNameSyntax qualified => FirstName(qualified.Left),
        AliasQualifiedNameSyntax qualified => FirstName(qualified.Name),
        NullableTypeSyntax nullable => FirstName(nullable.ElementType),
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };

    public static bool IsQualified(SyntaxNode node) => node is QualifiedNameSyntax or AliasQualifiedNameSyntax || (node is NullableTypeSyntax nullable && IsQualified(nullable.ElementType));

    /// <summary>True for <c>Pulumi</c> and what lies in it.</summary>
    public static bool IsPulumiNamespace(string name) => name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal);

    public static bool IsOptionsType(string? name) => name is "CustomResourceOptions" or "ComponentResourceOptions" or "ResourceOptions";
}
