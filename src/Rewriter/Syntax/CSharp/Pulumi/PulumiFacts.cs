using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>
/// What the trees of a program say without any package: the types it declares and whether they are resources, its
/// string constants, and what each file imports.
/// </summary>
internal sealed class PulumiFacts
{
    private static readonly HashSet<string> ResourceBases = new(StringComparer.Ordinal) { "ComponentResource", "CustomResource", "Resource", "ProviderResource" };

    private readonly Dictionary<string, TypeDeclarationSyntax> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExpressionSyntax>> _constants = new(StringComparer.Ordinal);
    private readonly List<UsingDirectiveSyntax> _globalUsings = [];

    public PulumiFacts(IEnumerable<SyntaxTree> trees)
    {
        foreach (var node in trees.SelectMany(t => t.GetRoot().DescendantNodes()))
        {
            if (node is TypeDeclarationSyntax type) _types.TryAdd(type.Identifier.ValueText, type);
            else if (node is UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 } import) _globalUsings.Add(import);
            else if (node is VariableDeclaratorSyntax { Initializer: { } initializer } variable && IsConstant(variable)) Add(variable.Identifier.ValueText, initializer.Value);
        }
    }

    /// <summary>The namespaces and aliases that hold in a file.</summary>
    public IEnumerable<UsingDirectiveSyntax> UsingsOf(SyntaxNode root) => root.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Concat(_globalUsings);

    /// <summary>The declaration of a type of the program; null for one of a package.</summary>
    public TypeDeclarationSyntax? TypeOf(string name) => _types.GetValueOrDefault(name);

    /// <summary>The known base among the SDK's resources, such as <c>ComponentResource</c>; null where the type is none.</summary>
    public string? ResourceBaseOf(TypeDeclarationSyntax type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null && seen.Add(current.Identifier.ValueText);)
        {
            var first = current.BaseList?.Types.FirstOrDefault()?.Type;
            if (first is null || PulumiSyntax.SimpleName(first) is not { } name) return null;
            if (ResourceBases.Contains(name)) return name;
            current = TypeOf(name);
        }

        return null;
    }

    /// <summary>The options parameter of a type's constructors; null where none takes options.</summary>
    public static PulumiOptionsParameter? OptionsOf(TypeDeclarationSyntax type)
    {
        var lists = type.Members.OfType<ConstructorDeclarationSyntax>().Select(c => c.ParameterList).Prepend(type.ParameterList).OfType<ParameterListSyntax>();
        foreach (var list in lists)
        {
            for (var i = 0; i < list.Parameters.Count; i++)
            {
                var written = list.Parameters[i].Type?.ToString().TrimEnd('?');
                if (written?.EndsWith("ResourceOptions", StringComparison.Ordinal) == true) return new PulumiOptionsParameter(list.Parameters[i].Identifier.ValueText, i, written);
            }
        }

        return null;
    }

    /// <summary>The text of an expression made of literals, constants, <c>+</c> and interpolations; null otherwise.</summary>
    public string? Evaluate(ExpressionSyntax expression, int depth = 0)
    {
        if (depth > 32) return null;
        switch (expression)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                return literal.Token.ValueText;
            case ParenthesizedExpressionSyntax inner:
                return Evaluate(inner.Expression, depth + 1);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Evaluate(sum.Left, depth + 1) is { } left && Evaluate(sum.Right, depth + 1) is { } right ? left + right : null;
            case IdentifierNameSyntax name:
                return ConstantOf(name.Identifier.ValueText, depth);
            case MemberAccessExpressionSyntax { Name: IdentifierNameSyntax member }:
                return ConstantOf(member.Identifier.ValueText, depth);
            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [var only] }:
                return PulumiSyntax.SimpleName(only.Expression);
            case InterpolatedStringExpressionSyntax text:
                return Interpolate(text, depth);
            default:
                return null;
        }
    }

    /// <summary>What the constant that an expression names is set to; null where there is none, or several.</summary>
    public ExpressionSyntax? InitializerOf(ExpressionSyntax expression) =>
        PulumiSyntax.SimpleName(expression) is { } name && _constants.TryGetValue(name, out var values) && values is [var only] ? only : null;

    private string? Interpolate(InterpolatedStringExpressionSyntax text, int depth)
    {
        var parts = new List<string>();
        foreach (var content in text.Contents)
        {
            var part = content switch
            {
                InterpolatedStringTextSyntax literal => literal.TextToken.ValueText,
                InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole => Evaluate(hole.Expression, depth + 1),
                _ => null,
            };
            if (part is null) return null;
            parts.Add(part);
        }

        return string.Concat(parts);
    }

    // Two constants of one name with different texts tell nothing without a semantic model.
    private string? ConstantOf(string name, int depth)
    {
        if (!_constants.TryGetValue(name, out var values)) return null;
        var texts = values.Select(v => Evaluate(v, depth + 1)).Distinct().ToList();
        return texts is [{ } single] ? single : null;
    }

    private void Add(string name, ExpressionSyntax value)
    {
        if (!_constants.TryGetValue(name, out var list)) _constants[name] = list = [];
        list.Add(value);
    }

    /// <summary>A <c>const</c>, a <c>static readonly</c> field, or a local that is set once where it is declared.</summary>
    private static bool IsConstant(VariableDeclaratorSyntax variable) => variable.Parent?.Parent switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword) || (field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)),
        LocalDeclarationStatementSyntax local => local.Modifiers.Any(SyntaxKind.ConstKeyword) || IsSetOnce(variable, local),
        _ => false,
    };

    private static bool IsSetOnce(VariableDeclaratorSyntax variable, LocalDeclarationStatementSyntax local)
    {
        var scope = local.Parent is GlobalStatementSyntax global ? global.Parent : local.Parent;
        return scope is not null && !scope.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Identifier.ValueText);
    }
}
