using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Terraform;

/// <summary>Finds <c>prevent_destroy = true</c>, of which neither plan nor state says anything.</summary>
internal static class ProtectedResources
{
    /// <summary>The resources of the root module (<c>type.name</c>) that the configuration protects. Files that are not understood count as protecting nothing: the program refuses them anyway.</summary>
    public static IReadOnlySet<string> In(string folder)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.tf"))
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().IndexOf("prevent_destroy"u8) < 0 || SourceFile.Read(RepoPath.Parse(Path.GetFileName(path)), bytes, out _) is not { } file) continue;
            foreach (var leaf in LanguageCatalog.Read(file).Leaves)
            {
                if (leaf.Label == Label.Key || !leaf.HasMeaning) continue;
                if (leaf.Path.Segments() is ["resource", var type, var name, "lifecycle", "prevent_destroy", ..] && leaf.Decode(file.Text) == "true") found.Add($"{type}.{name}");
            }
        }

        return found;
    }
}
