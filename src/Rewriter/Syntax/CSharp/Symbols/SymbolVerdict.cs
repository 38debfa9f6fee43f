using System.Collections.Immutable;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>What the symbol index says of one identifier.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="DisplayName">The declaration's name with its namespace and type; null where unresolved.</param>
/// <param name="IsCertain">
/// False where missing references leave doubt: the compiler had only candidates, or the type derives from something
/// unknown that its member could implement.
/// </param>
public sealed record SymbolVerdict(SymbolVerdictKind Kind, string? DisplayName, bool IsCertain)
{
    /// <summary>
    /// The simple names of the types, not declared in the repository, that an own variable, member or method is of:
    /// <c>routeEndpoint</c> may well be named for the framework's <c>RouteEndpoint</c>.
    /// </summary>
    public ImmutableArray<string> ForeignTypes { get; init; } = [];
}
