using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>
/// All identifiers of one spelling, bound, and joined where they must change together: a declaration with its uses, an
/// override with what it overrides, an implementation with the member of the interface.
/// </summary>
internal sealed class NameGroup
{
    private readonly CSharpWorkspace _workspace;
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _foreign = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);
    private readonly Dictionary<SourceSpan, Bound> _bound = [];

    public NameGroup(CSharpWorkspace workspace, IEnumerable<SourceSpan> places, IEnumerable<INamedTypeSymbol> ownTypes, string name)
    {
        _workspace = workspace;
        foreach (var place in places) Bind(place);
        foreach (var type in ownTypes) JoinInterfaces(type, name);
    }

    /// <summary>Every place with what it names; a place that names nothing known has no key.</summary>
    public IReadOnlyDictionary<SourceSpan, Bound> Places => _bound;

    /// <summary>The name of everything that is joined with a key.</summary>
    public string Root(string key)
    {
        while (_parents.TryGetValue(key, out var parent)) key = parent;
        return key;
    }

    public bool IsForeign(string key) => _foreign.Contains(Root(key));

    public bool IsDoubtful(string key) => _doubtful.Contains(Root(key));

    /// <summary>What tells a declaration from every other: where it stands, or for what is not declared here its full name.</summary>
    public static string KeyOf(ISymbol symbol, CSharpWorkspace workspace)
    {
        if (symbol is INamespaceSymbol) return "namespace " + symbol.ToDisplayString();
        var own = symbol.Locations.Where(l => l.IsInSource && workspace.IsOwn(l.SourceTree!)).Select(l => $"{l.SourceTree!.FilePath}@{l.SourceSpan.Start}");
        return own.Order(StringComparer.Ordinal).FirstOrDefault() ?? "foreign " + symbol.Kind + " " + symbol.ToDisplayString();
    }

    public static bool IsOwn(ISymbol symbol, CSharpWorkspace workspace) => symbol switch
    {
        // A namespace that others put types into as well is not this repository's to rename.
        INamespaceSymbol space => space.ConstituentNamespaces.All(part => part.ContainingAssembly is ISourceAssemblySymbol) || space.ContainingAssembly is ISourceAssemblySymbol && !IsAlsoForeign(space),
        _ => !symbol.IsImplicitlyDeclared && symbol.Locations.Any(l => l.IsInSource && workspace.IsOwn(l.SourceTree!)),
    };

    private static bool IsAlsoForeign(INamespaceSymbol space) => space.ConstituentNamespaces.Any(part => part.ContainingAssembly is not ISourceAssemblySymbol);

    private void Bind(SourceSpan place)
    {
        var tree = _workspace.TreeOf(place.File)!;
        var token = tree.GetRoot().FindToken(place.Span.Start, findInsideTrivia: true);
        var symbols = SymbolBinder.SymbolsOf(token, _workspace.ModelOf(tree), out var certain);
        if (symbols.Count == 0)
        {
            _bound[place] = new Bound(null, null, false);
            return;
        }

        var keys = symbols.Select(s => KeyOf(s, _workspace)).ToList();
        foreach (var (symbol, key) in symbols.Zip(keys))
        {
            Join(keys[0], key);
            if (!IsOwn(symbol, _workspace)) MarkForeign(key);
            JoinOverridden(symbol, key);
            if (MayImplementUnknown(symbol)) _doubtful.Add(Root(key));
        }

        _bound[place] = new Bound(keys[0], symbols[0], certain);
    }

    private void JoinOverridden(ISymbol symbol, string key)
    {
        if (!symbol.IsOverride) return;
        var overridden = symbol switch
        {
            IMethodSymbol method => (ISymbol?)method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol single => single.OverriddenEvent,
            _ => null,
        };

        // What is overridden and cannot be found is declared in an assembly that is missing.
        if (overridden is null) MarkForeign(key);
        else JoinWith(overridden.OriginalDefinition, key);
    }

    private void JoinInterfaces(INamedTypeSymbol type, string name)
    {
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var member in contract.GetMembers(name))
            {
                if (type.FindImplementationForInterfaceMember(member) is { } implementation) JoinWith(member.OriginalDefinition, KeyOf(implementation.OriginalDefinition, _workspace));
            }
        }
    }

    private void JoinWith(ISymbol symbol, string key)
    {
        var other = KeyOf(symbol, _workspace);
        Join(key, other);
        if (!IsOwn(symbol, _workspace)) MarkForeign(other);
        else if (symbol.IsOverride) JoinOverridden(symbol, other);
    }

    private void Join(string key, string other)
    {
        var (from, to) = (Root(other), Root(key));
        if (from == to) return;
        _parents[from] = to;
        if (_foreign.Remove(from)) _foreign.Add(to);
        if (_doubtful.Remove(from)) _doubtful.Add(to);
    }

    private void MarkForeign(string key) => _foreign.Add(Root(key));

    /// <summary>A visible member of a type with an unknown base or interface can be the implementation of something unseen.</summary>
    private static bool MayImplementUnknown(ISymbol symbol)
    {
        if (symbol is not (IMethodSymbol or IPropertySymbol or IEventSymbol) || symbol.IsStatic || symbol.DeclaredAccessibility != Accessibility.Public) return false;
        for (var type = symbol.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.TypeKind == TypeKind.Error || type.Interfaces.Any(i => i.TypeKind == TypeKind.Error)) return true;
        }

        return false;
    }

    /// <param name="Key">The declaration it names; null where it was not resolved.</param>
    /// <param name="Symbol">The first symbol it names.</param>
    /// <param name="IsCertain">False where the compiler had only candidates.</param>
    internal sealed record Bound(string? Key, ISymbol? Symbol, bool IsCertain);
}
