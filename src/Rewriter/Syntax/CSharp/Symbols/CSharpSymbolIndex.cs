using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>
/// Knows of every identifier in the C# files of a repository whose it is, and what must change together with it. Works
/// without restored packages: what they would declare is unresolved, and judged by its name. Binds only the identifiers
/// of a spelling that is asked for. Safe for use by several threads.
/// </summary>
public sealed class CSharpSymbolIndex
{
    private const string AttributeSuffix = "Attribute";

    private readonly CSharpWorkspace _workspace;
    private readonly Lazy<Dictionary<string, List<SourceSpan>>> _places;
    private readonly Lazy<List<INamedTypeSymbol>> _types;
    private readonly ConcurrentDictionary<string, Lazy<NameGroup>> _groups = new(StringComparer.Ordinal);

    private CSharpSymbolIndex(CSharpWorkspace workspace)
    {
        _workspace = workspace;
        _places = new(FindPlaces);
        _types = new(FindTypes);
    }

    /// <summary>Makes the index of a repository.</summary>
    /// <param name="files">
    /// Its C# files, with the project files and <c>Directory.Build.props</c> that tell which belong together; others
    /// are passed over.
    /// </param>
    /// <param name="references">Assemblies that the code may refer to; those of the running framework where left out.</param>
    public static CSharpSymbolIndex Build(IEnumerable<SourceFile> files, ImmutableArray<MetadataReference>? references = null) =>
        new(CSharpWorkspace.Create(files, references ?? FrameworkReferences.All));

    /// <summary>Whose an identifier is.</summary>
    /// <param name="file">The file it stands in.</param>
    /// <param name="identifier">Its span, with or without the <c>@</c>.</param>
    public SymbolVerdict VerdictOf(RepoPath file, TextSpan identifier)
    {
        if (TokenAt(file, identifier) is not { } token) return new SymbolVerdict(SymbolVerdictKind.UnresolvedUnknown, null, false);
        var group = GroupOf(token.ValueText);
        if (!group.Places.TryGetValue(PlaceOf(file, token), out var bound) || bound.Key is null)
        {
            var known = _workspace.Compilations.Any(c => c.ContainsSymbolsWithName(token.ValueText, SymbolFilter.All));
            return new SymbolVerdict(known ? SymbolVerdictKind.UnresolvedOwnName : SymbolVerdictKind.UnresolvedUnknown, null, false);
        }

        var name = bound.Symbol!.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        if (group.IsForeign(bound.Key)) return new SymbolVerdict(SymbolVerdictKind.Foreign, name, bound.IsCertain);
        return new SymbolVerdict(SymbolVerdictKind.Own, name, bound.IsCertain && !group.IsDoubtful(bound.Key)) { ForeignTypes = ForeignTypesOf(bound.Symbol) };
    }

    /// <summary>
    /// Every place that must change together with an identifier, itself included, in order: declarations and uses,
    /// overrides and implementations, parts, constructors, named arguments, <c>nameof</c> and <c>cref</c>. An
    /// attribute's uses without its suffix are among them. Empty where the identifier is not the repository's own.
    /// </summary>
    public ImmutableArray<SourceSpan> RelatedSpans(RepoPath file, TextSpan identifier)
    {
        if (TokenAt(file, identifier) is not { } token) return [];
        var related = new SortedSet<SourceSpan>(Comparer<SourceSpan>.Create(Compare));
        foreach (var spelling in Spellings(token, file))
        {
            var group = GroupOf(spelling);
            foreach (var key in KeysOf(token, file))
            {
                if (group.IsForeign(key)) return [];
                var root = group.Root(key);
                foreach (var (place, bound) in group.Places)
                {
                    if (bound.Key is not null && group.Root(bound.Key) == root) related.Add(place);
                }
            }
        }

        return [.. related];
    }

    /// <summary>Why an identifier cannot take a new name, or null where nothing speaks against it.</summary>
    /// <param name="file">The file it stands in.</param>
    /// <param name="identifier">Its span.</param>
    /// <param name="newName">The new name, without <c>@</c>.</param>
    public string? Conflict(RepoPath file, TextSpan identifier, string newName)
    {
        if (!SyntaxFacts.IsValidIdentifier(newName)) return $"'{newName}' is no C# identifier";
        if (TokenAt(file, identifier) is not { } token || token.ValueText == newName) return null;
        if (!GroupOf(token.ValueText).Places.TryGetValue(PlaceOf(file, token), out var bound) || bound.Symbol is not { } symbol) return null;
        if (Rival(symbol, newName) is { } rival) return $"{rival.ToDisplayString()} exists already";
        foreach (var place in RelatedSpans(file, identifier))
        {
            if (Captured(place, symbol, newName) is { } other) return $"'{newName}' means {other.ToDisplayString()} at {place.File} already";
        }

        return null;
    }

    /// <summary>Another declaration of the new name beside this one.</summary>
    private static ISymbol? Rival(ISymbol symbol, string newName)
    {
        if (symbol.ContainingSymbol is INamespaceOrTypeSymbol container && symbol.Kind is not SymbolKind.TypeParameter)
        {
            if (container is INamedTypeSymbol type && type.Name == newName) return type;
            return container.GetMembers(newName).FirstOrDefault(other => Excludes(symbol, other));
        }

        return symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } ? method.Parameters.FirstOrDefault(p => p.Name == newName) : null;
    }

    private static bool Excludes(ISymbol symbol, ISymbol other) => (symbol, other) switch
    {
        (IMethodSymbol a, IMethodSymbol b) => a.Arity == b.Arity && a.Parameters.Length == b.Parameters.Length
            && a.Parameters.Zip(b.Parameters).All(p => p.First.Type.Equals(p.Second.Type, SymbolEqualityComparer.Default)),
        (INamedTypeSymbol a, INamedTypeSymbol b) => a.Arity == b.Arity,
        _ => true,
    };

    /// <summary>What an unqualified use of the new name would mean instead.</summary>
    private ISymbol? Captured(SourceSpan place, ISymbol symbol, string newName)
    {
        var tree = _workspace.TreeOf(place.File)!;
        var token = tree.GetRoot().FindToken(place.Span.Start, findInsideTrivia: true);
        var isQualified = token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent || token.Parent?.Parent is QualifiedNameSyntax qualified && qualified.Right == token.Parent;
        if (isQualified || symbol.Kind == SymbolKind.Namespace) return null;
        var isType = symbol.Kind is SymbolKind.NamedType or SymbolKind.TypeParameter;
        return _workspace.ModelOf(tree).LookupSymbols(place.Span.Start, name: newName)
            .FirstOrDefault(other => (other.Kind is SymbolKind.NamedType or SymbolKind.TypeParameter) == isType && other.Kind != SymbolKind.Namespace && !(symbol is IMethodSymbol && other is IMethodSymbol));
    }

    private ImmutableArray<string> ForeignTypesOf(ISymbol symbol)
    {
        var type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IEventSymbol single => single.Type,
            IMethodSymbol method => method.ReturnType,
            _ => null,
        };
        var found = ImmutableArray.CreateBuilder<string>();
        var open = new Stack<ITypeSymbol>();
        if (type is not null) open.Push(type);
        while (open.TryPop(out var current))
        {
            if (current is IArrayTypeSymbol array) open.Push(array.ElementType);
            if (current is not INamedTypeSymbol named) continue;
            if (named.SpecialType == SpecialType.None && !named.IsAnonymousType && !NameGroup.IsOwn(named.OriginalDefinition, _workspace)) found.Add(named.Name);
            foreach (var argument in named.TypeArguments) open.Push(argument);
        }

        return found.ToImmutable();
    }

    private IEnumerable<string> Spellings(SyntaxToken token, RepoPath file)
    {
        yield return token.ValueText;
        if (GroupOf(token.ValueText).Places.GetValueOrDefault(PlaceOf(file, token))?.Symbol is not INamedTypeSymbol type) yield break;
        if (type.Name != token.ValueText) yield return type.Name;
        else if (type.Name.Length > AttributeSuffix.Length && type.Name.EndsWith(AttributeSuffix, StringComparison.Ordinal)) yield return type.Name[..^AttributeSuffix.Length];
    }

    private IEnumerable<string> KeysOf(SyntaxToken token, RepoPath file) =>
        GroupOf(token.ValueText).Places.GetValueOrDefault(PlaceOf(file, token))?.Key is { } key ? [key] : [];

    private NameGroup GroupOf(string name) =>
        _groups.GetOrAdd(name, n => new(() => new NameGroup(_workspace, _places.Value.GetValueOrDefault(n) ?? [], _types.Value, n))).Value;

    private SyntaxToken? TokenAt(RepoPath file, TextSpan identifier)
    {
        if (_workspace.TreeOf(file) is not { } tree || identifier.End > tree.Length) return null;
        var token = tree.GetRoot().FindToken(identifier.Start, findInsideTrivia: true);
        return token.IsKind(SyntaxKind.IdentifierToken) && token.Span.IntersectsWith(identifier) ? token : null;
    }

    private static SourceSpan PlaceOf(RepoPath file, SyntaxToken token)
    {
        var span = token.Span;
        return new SourceSpan(file, token.Text.StartsWith('@') ? TextSpan.FromBounds(span.Start + 1, span.End) : span);
    }

    private Dictionary<string, List<SourceSpan>> FindPlaces()
    {
        var places = new Dictionary<string, List<SourceSpan>>(StringComparer.Ordinal);
        foreach (var (file, tree) in _workspace.Trees)
        {
            foreach (var token in tree.GetRoot().DescendantTokens(descendIntoTrivia: true))
            {
                if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Span.IsEmpty || token.Parent is XmlNameSyntax or DirectiveTriviaSyntax) continue;
                if (!places.TryGetValue(token.ValueText, out var list)) places[token.ValueText] = list = [];
                list.Add(PlaceOf(file, token));
            }
        }

        return places;
    }

    private List<INamedTypeSymbol> FindTypes()
    {
        var found = new List<INamedTypeSymbol>();
        var open = new Stack<INamespaceOrTypeSymbol>(_workspace.Compilations.Select(c => c.Assembly.GlobalNamespace));
        while (open.TryPop(out var container))
        {
            foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>()) open.Push(member);
            if (container is INamedTypeSymbol { AllInterfaces.IsEmpty: false } type) found.Add(type);
        }

        return found;
    }

    private static int Compare(SourceSpan left, SourceSpan right)
    {
        var byFile = left.File.CompareTo(right.File);
        return byFile != 0 ? byFile : left.Span.CompareTo(right.Span);
    }
}
