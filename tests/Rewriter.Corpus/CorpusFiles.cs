using Rewriter.Text;

namespace Rewriter.Corpus;

/// <summary>The files of a corpus.</summary>
internal static class CorpusFiles
{
    /// <summary>All files below a folder but those of git, in a stable order.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)) yield return file;
        foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(child) == ".git" || new DirectoryInfo(child).LinkTarget is not null) continue;
            foreach (var file in Below(child)) yield return file;
        }
    }

    /// <summary>A file as the product would read it; null and the reason where it would not.</summary>
    public static SourceFile? Read(string folder, string path, out string? reason)
    {
        reason = null;
        if (!RepoPath.TryParse(Path.GetRelativePath(folder, path), out var relative))
        {
            reason = "a path that the product does not take";
            return null;
        }

        if (new FileInfo(path).LinkTarget is not null)
        {
            reason = "a symbolic link";
            return null;
        }

        var file = SourceFile.Read(relative, File.ReadAllBytes(path), out var refusal);
        reason = refusal is null ? null : $"{refusal.Id} {refusal.Descriptor.Title}";
        return file;
    }
}
