using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>A resource that a Pulumi program constructs.</summary>
public sealed class PulumiResource
{
    internal PulumiResource(RepoPath file, BaseObjectCreationExpressionSyntax creation, ExpressionSyntax name)
    {
        File = file;
        Creation = creation;
        Name = name;
    }

    /// <summary>The file it is constructed in.</summary>
    public RepoPath File { get; }

    /// <summary>The whole construction (UTF-16, half-open).</summary>
    public TextSpan Span => Creation.Span;

    /// <summary>The expression of the logical name (UTF-16, half-open).</summary>
    public TextSpan NameSpan => Name.Span;

    /// <summary>Its type as written, or as the target of <c>new(…)</c> says; null where neither tells.</summary>
    public string? TypeName { get; internal init; }

    /// <summary>Its logical name, where constants and literals tell it; null otherwise.</summary>
    public string? LogicalName { get; internal init; }

    /// <summary>True where it is known to be a component, whose options are of another type.</summary>
    public bool IsComponent { get; internal init; }

    /// <summary>The construction itself.</summary>
    internal BaseObjectCreationExpressionSyntax Creation { get; }

    /// <summary>The logical name itself.</summary>
    internal ExpressionSyntax Name { get; }

    /// <summary>The constructor's parameter for options, where the type is declared in the program.</summary>
    internal PulumiOptionsParameter? OwnOptions { get; init; }

    /// <summary>True where the type is declared in the program, so that its constructor is known.</summary>
    internal bool IsDeclaredHere { get; init; }
}
