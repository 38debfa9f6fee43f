using System.Collections.Immutable;
using Rewriter.Renaming.Rules;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>A declaration and all its uses change together or not at all.</summary>
internal static class SymbolCoordinator
{
    private const string ModulePrefix = "module.";

    /// <summary>Names that would change at some of their places only and are not blocked yet.</summary>
    public static ImmutableHashSet<string> NewlyBlocked(ImmutableArray<RenameFile> files, RenameFacts facts)
    {
        var moving = new HashSet<string>(StringComparer.Ordinal);
        var staying = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var occurrence in file.Occurrences)
            {
                if (occurrence.SymbolKey is not { } key || occurrence.Verdict.Code.StartsWith("foreign", StringComparison.Ordinal) || occurrence.Verdict.Code == FollowedAddressRule.Remembered) continue;
                (occurrence.Verdict.Tier == RenameTier.Applied ? moving : staying).Add(key);
            }
        }

        moving.IntersectWith(staying);
        moving.UnionWith(files.SelectMany(f => f.Namesakes));
        return [.. moving.Where(key => !facts.Blocked.Contains(key))];
    }

    /// <summary>True where one of the names stands in the file.</summary>
    public static bool Holds(RenameFile file, ImmutableHashSet<string> keys) =>
        file.Occurrences.Any(o => o.SymbolKey is { } key && keys.Contains(key));

    /// <summary>What makes two leaves name the same thing; null where they name nothing that is followed.</summary>
    public static string? KeyOf(RepoPath file, SyntaxLeaf leaf, RenameFacts facts)
    {
        if (CSharpFacts.IsIdentifier(leaf)) return CSharpFacts.KeyOf(file, leaf.Span);
        if (leaf.Symbol is not { } symbol) return null;
        if (!symbol.Kind.StartsWith("terraform.", StringComparison.Ordinal)) return $"{symbol.Kind} {symbol.Name} in {file} {symbol.Scope}";
        var folder = file.Parent;
        if (!symbol.IsDefinition && symbol.Kind is TerraformKinds.Output or TerraformKinds.Variable && symbol.Scope is { } scope && scope.StartsWith(ModulePrefix, StringComparison.Ordinal))
        {
            if (facts.Modules.FolderOf(file, scope[ModulePrefix.Length..]) is not { } target) return null;
            folder = target;
        }

        return $"{symbol.Kind} {symbol.Name} in {folder}";
    }
}
