using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>Finds what an identifier names: where it declares, where it is used, in code and in documentation.</summary>
internal static class SymbolBinder
{
    /// <summary>
    /// The symbols of an identifier, in their original definitions. Several where one word names two things (the
    /// property of an anonymous type and what it is taken from) or where the compiler has only candidates.
    /// </summary>
    /// <param name="token">The identifier.</param>
    /// <param name="model">The model of its tree.</param>
    /// <param name="certain">False where the symbols are candidates.</param>
    public static List<ISymbol> SymbolsOf(SyntaxToken token, SemanticModel model, out bool certain)
    {
        certain = true;
        var found = new List<ISymbol>();
        try
        {
            if (token.Parent is SimpleNameSyntax name) OfName(name, model, found, ref certain);
            else if (token.Parent is { } declaration && model.GetDeclaredSymbol(declaration) is { } declared) found.Add(declared);
        }
        catch (InsufficientExecutionStackException)
        {
            // The compiler's own guard against code that is nested too deeply to be bound: it stays unresolved.
            certain = false;
        }

        return [.. found.Select(Normalize).Where(s => s.Kind is not (SymbolKind.ErrorType or SymbolKind.DynamicType)).Distinct(SymbolEqualityComparer.Default)];
    }

    private static void OfName(SimpleNameSyntax name, SemanticModel model, List<ISymbol> found, ref bool certain)
    {
        if (Declared(name, model) is { } declared)
        {
            found.Add(declared);
            return;
        }

        if (name is IdentifierNameSyntax identifier && model.GetAliasInfo(identifier) is { } alias)
        {
            found.Add(alias);
            return;
        }

        var info = model.GetSymbolInfo(name);
        if (info.Symbol is null && info.CandidateSymbols.IsEmpty && name.Parent is CrefSyntax cref) info = model.GetSymbolInfo(cref);
        if (info.Symbol is { } symbol) found.Add(symbol);
        else found.AddRange(info.CandidateSymbols);

        // A method group in nameof is ambiguous by nature; elsewhere candidates mean that something did not fit.
        certain = info.Symbol is not null || info.CandidateReason is CandidateReason.MemberGroup;
        if (Inferred(name, model) is { } inferred) found.Add(inferred);
    }

    /// <summary>What a name declares although it is written as a name: an alias, a namespace, a member of an anonymous type.</summary>
    private static ISymbol? Declared(SimpleNameSyntax name, SemanticModel model)
    {
        switch (name.Parent)
        {
            case NameEqualsSyntax { Parent: UsingDirectiveSyntax alias }:
                return model.GetDeclaredSymbol(alias);
            case NameEqualsSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax member }:
                return model.GetDeclaredSymbol(member);
            case NameColonSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax } element }:
                return model.GetDeclaredSymbol(element);
        }

        SyntaxNode outer = name;
        var behind = 0;
        while (outer.Parent is QualifiedNameSyntax qualified)
        {
            if (qualified.Left == outer) behind++;
            outer = qualified;
        }

        if (outer.Parent is not BaseNamespaceDeclarationSyntax declaration || declaration.Name != outer) return null;
        ISymbol? space = model.GetDeclaredSymbol(declaration);
        for (; behind > 0; behind--) space = space?.ContainingNamespace;
        return space;
    }

    /// <summary>The member that takes its name from this one: <c>new { order.Name }</c>, <c>(order.Name, 1)</c>.</summary>
    private static ISymbol? Inferred(SimpleNameSyntax name, SemanticModel model)
    {
        SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent switch
        {
            AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member => model.GetDeclaredSymbol(member),
            ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax } element => model.GetDeclaredSymbol(element),
            _ => null,
        };
    }

    private static ISymbol Normalize(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension;
        symbol = symbol.OriginalDefinition;
        return symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor } method => method.ContainingType.OriginalDefinition,
            IMethodSymbol { AssociatedSymbol: { } owner } => owner.OriginalDefinition,
            IMethodSymbol { PartialDefinitionPart: { } definition } => definition,
            IPropertySymbol { PartialDefinitionPart: { } definition } => definition,
            IParameterSymbol { ContainingSymbol: IMethodSymbol { PartialDefinitionPart: { } definition } } parameter => definition.Parameters[parameter.Ordinal],
            _ => symbol,
        };
    }
}
