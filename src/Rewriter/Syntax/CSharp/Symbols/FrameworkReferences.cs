using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>
/// The assemblies of the framework that this process runs on: they tell what is the framework's own. Empty where they
/// cannot be found, as in a single-file program; then such names are unresolved.
/// </summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Loaded = new(Load);

    public static ImmutableArray<MetadataReference> All => Loaded.Value;

    private static ImmutableArray<MetadataReference> Load()
    {
        if (Path.GetDirectoryName(typeof(object).Assembly.Location) is not { Length: > 0 } folder) return [];
        if (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is not string trusted) return [];

        // Of what the host trusts only the framework is meant: its own packages say nothing about the repository.
        var references = ImmutableArray.CreateBuilder<MetadataReference>();
        foreach (var path in trusted.Split(Path.PathSeparator))
        {
            if (Path.GetDirectoryName(path) == folder) references.Add(MetadataReference.CreateFromFile(path));
        }

        foreach (var path in WebAssemblies(folder)) references.Add(MetadataReference.CreateFromFile(path));
        return references.ToImmutable();
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
