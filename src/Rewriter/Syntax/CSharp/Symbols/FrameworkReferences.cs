using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>
/// The assemblies of the framework: they tell what is the framework's own. A published program has reference assemblies
/// beside it; another takes those that it runs on. Empty where there are none; then such names are unresolved.
/// </summary>
internal static class FrameworkReferences
{
    // Where publishing puts them; see src/Rewriter.Cli/Rewriter.Cli.csproj.
    private const string Folder = "framework";

    private static readonly Lazy<ImmutableArray<MetadataReference>> Loaded = new(Load);

    public static ImmutableArray<MetadataReference> All => Loaded.Value;

    private static ImmutableArray<MetadataReference> Load()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Folder);
        var files = Directory.Exists(beside) ? Directory.EnumerateFiles(beside, "*.dll").Order(StringComparer.Ordinal) : Running();
        return [.. files.Select(f => MetadataReference.CreateFromFile(f))];
    }

    // Of what the host trusts only the framework is meant: a program's own packages say nothing about the repository.
    private static IEnumerable<string> Running()
    {
        if (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is not string trusted) return [];
        var all = trusted.Split(Path.PathSeparator);
        return Path.GetDirectoryName(all.FirstOrDefault(p => Path.GetFileName(p) == "System.Private.CoreLib.dll")) is { Length: > 0 } folder
            ? all.Where(p => Path.GetDirectoryName(p) == folder).Concat(WebAssemblies(folder))
            : [];
    }

    /// <summary>The web framework's assemblies, which lie beside the base framework's in the same version where installed.</summary>
    private static IEnumerable<string> WebAssemblies(string folder)
    {
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(folder));
        if (shared is null) return [];
        var web = Path.Combine(shared, "Microsoft.AspNetCore.App", Path.GetFileName(folder));
        return Directory.Exists(web) ? Directory.EnumerateFiles(web, "Microsoft.*.dll").Order(StringComparer.Ordinal) : [];
    }
}
