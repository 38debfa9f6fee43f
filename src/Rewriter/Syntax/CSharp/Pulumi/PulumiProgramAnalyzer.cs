using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>
/// Finds the resources of Pulumi programs by their syntax, so that the SDK need not be restored:
/// <c>new Some.Type("logical-name", new SomeArgs { … }, new CustomResourceOptions { … })</c>.
/// </summary>
public static class PulumiProgramAnalyzer
{
    /// <summary>Types that take a text first and are no resources.</summary>
    private static readonly HashSet<string> NotResources = new(StringComparer.Ordinal)
    {
        "Alias", "Config", "StackReference", "FileAsset", "StringAsset", "RemoteAsset", "FileArchive", "RemoteArchive", "AssetArchive",
        "Uri", "StringBuilder", "FileInfo", "DirectoryInfo", "Regex", "Guid", "Version", "CultureInfo", "HttpMethod", "StringReader", "StreamReader",
        "StreamWriter", "MailAddress", "Command", "Option", "Argument", "ProcessStartInfo", "StringContent", "AuthenticationHeaderValue",
    };

    /// <summary>Packages whose types are components although nothing in the program says so.</summary>
    private static readonly string[] ComponentPackages = ["Pulumi.Awsx"];

    /// <summary>Finds all resources of the C# files of one program; other files are passed over.</summary>
    public static PulumiProgram Analyze(IEnumerable<SourceFile> files)
    {
        var trees = new List<(SourceFile File, SyntaxTree Tree)>();
        foreach (var file in files.Where(f => f.Path.Extension is ".cs" or ".csx").DistinctBy(f => f.Path).OrderBy(f => f.Path))
        {
            // A file that is half understood is refused by its reader; nothing is said of it here.
            if (CSharpParsing.Parse(file.Text, file.Path, out _) is { } tree && CSharpParsing.ProblemsOf(tree).Count == 0) trees.Add((file, tree));
        }

        var facts = new PulumiFacts(trees.Select(t => t.Tree));
        var resources = trees.SelectMany(t => ResourcesOf(t.File, t.Tree.GetRoot(), facts)).ToImmutableArray();
        return new PulumiProgram(resources, facts, trees.ToImmutableDictionary(t => t.File.Path, t => t.File));
    }

    private static IEnumerable<PulumiResource> ResourcesOf(SourceFile file, SyntaxNode root, PulumiFacts facts)
    {
        var imports = Imports.Of(facts.UsingsOf(root));
        foreach (var creation in root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
        {
            if (creation.ArgumentList?.Arguments is not [var first, ..] arguments) continue;
            var name = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == "name") ?? first;
            var type = creation is ObjectCreationExpressionSyntax written ? written.Type : TargetType(creation);
            if (!IsResource(creation, type, name.Expression, imports, facts)) continue;

            var simple = type is null ? null : PulumiSyntax.SimpleName(type);
            var declaration = simple is null || PulumiSyntax.IsQualified(type!) ? null : facts.TypeOf(simple);
            var isComponent = declaration is not null ? facts.ResourceBaseOf(declaration) == "ComponentResource" : type is not null && IsPackageComponent(type, imports);
            yield return new PulumiResource(file.Path, creation, name.Expression)
            {
                TypeName = type?.ToString(),
                LogicalName = facts.Evaluate(name.Expression),
                IsComponent = isComponent,
                OwnOptions = declaration is null ? null : PulumiFacts.OptionsOf(declaration),
                IsDeclaredHere = declaration is not null,
            };
        }
    }

    private static bool IsResource(BaseObjectCreationExpressionSyntax creation, TypeSyntax? type, ExpressionSyntax name, Imports imports, PulumiFacts facts)
    {
        if (!MayBeText(name)) return false;
        var takesOptions = creation.ArgumentList!.Arguments.Skip(1).Any(a => a.Expression is ObjectCreationExpressionSyntax inner && PulumiSyntax.IsOptionsType(PulumiSyntax.SimpleName(inner.Type)));
        if (type is null) return takesOptions && imports.Any;

        var simple = PulumiSyntax.SimpleName(type);
        if (simple is null || NotResources.Contains(simple) || IsHelper(simple)) return false;
        if (PulumiSyntax.IsQualified(type)) return imports.IsPulumi(PulumiSyntax.FirstName(type)!);
        if (facts.TypeOf(simple) is { } declaration) return facts.ResourceBaseOf(declaration) is not null;
        return takesOptions ? imports.Any : imports.HasPackage && LooksGenerated(creation, type);
    }

    /// <summary>
    /// Whether a construction has the form of a generated resource: a name alone, or a name and arguments. Anything
    /// else that takes a text first is another class of which only the name is known.
    /// </summary>
    private static bool LooksGenerated(BaseObjectCreationExpressionSyntax creation, TypeSyntax type)
    {
        if (type is GenericNameSyntax) return false;
        var others = creation.ArgumentList!.Arguments.Where(a => a.NameColon?.Name.Identifier.ValueText is null or "args").Skip(1).ToList();
        return others.Count == 0 || others[0].Expression switch
        {
            ObjectCreationExpressionSyntax args => PulumiSyntax.SimpleName(args.Type)?.EndsWith("Args", StringComparison.Ordinal) == true,
            ImplicitObjectCreationExpressionSyntax => true,
            LiteralExpressionSyntax nothing => nothing.Token.Value is null,
            IdentifierNameSyntax variable => variable.Identifier.ValueText.Contains("arg", StringComparison.OrdinalIgnoreCase) || variable.Identifier.ValueText.Contains("opt", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static bool IsHelper(string name) =>
        name.EndsWith("Args", StringComparison.Ordinal) || name.EndsWith("Options", StringComparison.Ordinal) || name.EndsWith("Exception", StringComparison.Ordinal) || name.EndsWith("Attribute", StringComparison.Ordinal);

    private static bool MayBeText(ExpressionSyntax name) => name switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value is string,
        ParenthesizedExpressionSyntax inner => MayBeText(inner.Expression),
        InterpolatedStringExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or BinaryExpressionSyntax => true,
        _ => false,
    };

    private static bool IsPackageComponent(TypeSyntax type, Imports imports)
    {
        var space = type is QualifiedNameSyntax qualified ? imports.Expand(qualified.Left.ToString()) : null;
        return space is not null ? ComponentPackages.Any(p => space == p || space.StartsWith(p + ".", StringComparison.Ordinal)) : imports.Packages.Count > 0 && imports.Packages.All(p => ComponentPackages.Any(c => p.StartsWith(c, StringComparison.Ordinal)));
    }

    /// <summary>The type that <c>new(…)</c> stands for, as far as the declaration around it names one.</summary>
    private static TypeSyntax? TargetType(BaseObjectCreationExpressionSyntax creation)
    {
        var type = creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => declaration.Type,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => method.ReturnType,
            ReturnStatementSyntax statement => statement.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()?.ReturnType,
            _ => null,
        };
        return type is IdentifierNameSyntax { IsVar: true } or PredefinedTypeSyntax or GenericNameSyntax ? null : type;
    }

    /// <summary>What a file imports of Pulumi.</summary>
    private sealed record Imports(bool Any, List<string> Packages, Dictionary<string, string> Aliases)
    {
        public bool HasPackage => Packages.Count > 0;

        public static Imports Of(IEnumerable<UsingDirectiveSyntax> usings)
        {
            var all = usings.Where(u => u.StaticKeyword.RawKind == 0 && u.Name is not null).ToList();
            var pulumi = all.Select(u => (u.Alias, Name: u.Name!.ToString().Replace("global::", string.Empty, StringComparison.Ordinal))).Where(u => PulumiSyntax.IsPulumiNamespace(u.Name)).ToList();
            var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (alias, name) in pulumi)
            {
                if (alias is not null) aliases[alias.Name.Identifier.ValueText] = name;
            }

            return new Imports(pulumi.Count > 0, [.. pulumi.Where(u => u.Alias is null && u.Name != PulumiSyntax.Root).Select(u => u.Name)], aliases);
        }

        public bool IsPulumi(string first) => first == PulumiSyntax.Root || Aliases.ContainsKey(first) || (Any && Packages.Exists(p => p.EndsWith("." + first, StringComparison.Ordinal)));

        public string Expand(string space)
        {
            var first = space.Split('.')[0];
            return Aliases.TryGetValue(first, out var whole) ? whole + space[first.Length..] : space;
        }
    }
}
