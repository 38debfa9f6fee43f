using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// What the Terraform files of a repository declare, and where each declaration is used, across modules: a name is
/// changed at all these places or at none. Names of foreign modules are told apart, so that the right of
/// <c>x = module.other.x</c> stays while the left may change.
/// </summary>
public sealed class TerraformSymbolIndex
{
    private readonly HashSet<TerraformDeclaration> _declarations = [];
    private readonly Dictionary<TerraformDeclaration, List<TerraformOccurrence>> _occurrences = [];

    /// <summary>Makes the index of a repository's <c>.tf</c>, <c>.tofu</c> and <c>.tfvars</c> files.</summary>
    public TerraformSymbolIndex(IEnumerable<KeyValuePair<RepoPath, SyntaxDocument>> documents)
    {
        var all = documents.OrderBy(d => d.Key).ToArray();
        Modules = new TerraformModules(all);
        var named = all.SelectMany(d => d.Value.MeaningfulLeaves.Where(IsTerraform).Select(leaf => new TerraformOccurrence(d.Key, leaf))).ToArray();
        foreach (var (path, leaf) in named)
        {
            if (leaf.Symbol!.IsDefinition) _declarations.Add(new TerraformDeclaration(path.Parent, leaf.Symbol.Kind, leaf.Symbol.Name));
        }

        foreach (var occurrence in named)
        {
            if (Resolve(occurrence.Path, occurrence.Leaf) is not { Declaration: { } declaration }) continue;
            if (!_occurrences.TryGetValue(declaration, out var list)) _occurrences[declaration] = list = [];
            list.Add(occurrence);
        }
    }

    /// <summary>The calls of modules.</summary>
    public TerraformModules Modules { get; }

    /// <summary>Everything that is declared, ordered by folder, kind and name.</summary>
    public ImmutableArray<TerraformDeclaration> Declarations =>
        [.. _declarations.OrderBy(d => d.Folder).ThenBy(d => d.Kind, StringComparer.Ordinal).ThenBy(d => d.Name, StringComparer.Ordinal)];

    /// <summary>What a leaf's name refers to; null where it names nothing of Terraform's.</summary>
    /// <param name="path">The file that the leaf stands in.</param>
    /// <param name="leaf">The leaf.</param>
    public TerraformResolution? Resolve(RepoPath path, SyntaxLeaf leaf)
    {
        if (!IsTerraform(leaf)) return null;
        var symbol = leaf.Symbol!;
        var folder = path.Parent;
        if (CalledModule(path, symbol) is { } scope)
        {
            foreach (var module in scope.Split(TerraformFile.InnerModule))
            {
                if (Modules.Find(folder, module) is not { } call) return new TerraformResolution(TerraformOwnership.Undeclared, null);
                if (call.Target is not { } target) return new TerraformResolution(TerraformOwnership.Foreign, null);
                folder = target;
            }
        }
        else if (path.Extension == ".tfvars")
        {
            folder = FolderOfValues(folder, symbol);
        }

        var declaration = new TerraformDeclaration(folder, symbol.Kind, symbol.Name);
        return new TerraformResolution(_declarations.Contains(declaration) ? TerraformOwnership.Own : TerraformOwnership.Undeclared, declaration);
    }

    /// <summary>All places that change together when a declaration is renamed: its definition and all uses, by file and place.</summary>
    public ImmutableArray<TerraformOccurrence> OccurrencesOf(TerraformDeclaration declaration) =>
        _occurrences.TryGetValue(declaration, out var list) ? [.. list] : [];

    /// <summary>All places that change together with a leaf, itself included; empty where its name is not the repository's own.</summary>
    public ImmutableArray<TerraformOccurrence> ChangingWith(RepoPath path, SyntaxLeaf leaf) =>
        Resolve(path, leaf) is { Ownership: TerraformOwnership.Own, Declaration: { } declaration } ? OccurrencesOf(declaration) : [];

    private static bool IsTerraform(SyntaxLeaf leaf) => leaf.Symbol is { } symbol && symbol.Kind.StartsWith("terraform.", StringComparison.Ordinal);

    /// <summary>The call that a name belongs to; null where its scope is the folder of its file.</summary>
    private static string? CalledModule(RepoPath path, SymbolReference symbol) =>
        symbol.Scope is { } scope && scope != path.Parent.Value && scope.StartsWith(TerraformFile.ModulePrefix, StringComparison.Ordinal)
            ? scope[TerraformFile.ModulePrefix.Length..]
            : null;

    /// <summary>A file of values lies with its module, or in a folder below it (<c>envs/prod.tfvars</c>).</summary>
    private RepoPath FolderOfValues(RepoPath folder, SymbolReference symbol)
    {
        for (var at = folder; ; at = at.Parent)
        {
            if (_declarations.Contains(new TerraformDeclaration(at, symbol.Kind, symbol.Name))) return at;
            if (at.Value.Length == 0) return folder;
        }
    }
}
