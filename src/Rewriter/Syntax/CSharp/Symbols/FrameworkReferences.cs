using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>
/// The assemblies of the framework: they tell what is the framework's own. A published program carries reference
/// assemblies; another takes those that it runs on. Empty where there are none; then such names are unresolved.
/// </summary>
internal static unsafe class FrameworkReferences
{
    // How publishing names them; see src/Rewriter.Cli/Rewriter.Cli.csproj.
    private const string Prefix = "framework/";

    private static readonly Lazy<ImmutableArray<MetadataReference>> Loaded = new(Load);

    public static ImmutableArray<MetadataReference> All => Loaded.Value;

    private static ImmutableArray<MetadataReference> Load()
    {
        var program = Assembly.GetEntryAssembly();
        ImmutableArray<MetadataReference> carried = [.. (program?.GetManifestResourceNames() ?? []).Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n => Carried(program!, n))];
        return carried.IsEmpty ? [.. Running().Select(f => MetadataReference.CreateFromFile(f))] : carried;
    }

    // A resource of a program is a piece of its image, which stays where it is: nothing is copied, and read as far as it is asked.
    private static PortableExecutableReference Carried(Assembly program, string name)
    {
        using var resource = (UnmanagedMemoryStream)program.GetManifestResourceStream(name)!;
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromImage((nint)resource.PositionPointer, (int)resource.Length)).GetReference(display: name);
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
