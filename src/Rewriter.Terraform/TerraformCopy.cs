using System.Text;

namespace Rewriter.Terraform;

/// <summary>
/// A copy of the configuration in a folder that only this user can read, gone when it is disposed. Everything runs in
/// one: previews and applies alike, so that the user's folder never sees a generated file, a plan or <c>.terraform</c>.
/// </summary>
internal sealed class TerraformCopy : IDisposable
{
    private static readonly string[] LeftOut = [".git", ".terraform", ".rewrite", "node_modules"];

    private readonly string _top;

    private TerraformCopy(string top, string folder) => (_top, Folder) = (top, folder);

    /// <summary>The root module in the copy.</summary>
    public string Folder { get; }

    /// <summary>Copies the configuration.</summary>
    public static TerraformCopy Make(TerraformOptions options)
    {
        var root = Path.GetFullPath(options.Root ?? options.Folder);
        var inside = Path.GetRelativePath(root, Path.GetFullPath(options.Folder));
        if (inside.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(inside))
            throw new ArgumentException($"'{options.Folder}' is not inside of '{root}'.", nameof(options));
        var copy = new TerraformCopy(Directory.CreateTempSubdirectory("rewrite-terraform-").FullName, string.Empty);
        try
        {
            var target = Path.Combine(copy._top, "root");
            CopyFolder(new DirectoryInfo(root), target);
            foreach (var (path, bytes) in options.Overlay?.Invoke() ?? []) Lay(target, path, bytes);
            return new TerraformCopy(copy._top, Path.GetFullPath(Path.Combine(target, inside)));
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Writes a file into the root module and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        WritePrivate(path, text);
        return path;
    }

    /// <summary>A path beside the copy, for what must not be part of the configuration.</summary>
    public string Beside(string name) => Path.Combine(_top, name);

    /// <summary>Writes a file that only this user can read.</summary>
    public static void WritePrivate(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, new UTF8Encoding(false), options);
        writer.Write(text);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_top, recursive: true);

    private static void CopyFolder(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo folder && !LeftOut.Contains(entry.Name)) CopyFolder(folder, target);
            else if (entry is FileInfo file && !IsState(file.Name)) file.CopyTo(target);
        }
    }

    private static bool IsState(string name) => name.EndsWith(".tfstate", StringComparison.Ordinal) || name.Contains(".tfstate.", StringComparison.Ordinal);

    private static void Lay(string root, string path, ReadOnlyMemory<byte>? bytes)
    {
        var target = Path.GetFullPath(Path.Combine(root, path));
        if (!target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new ArgumentException($"'{path}' leads out of the folder.", nameof(path));
        if (bytes is not { } content)
        {
            File.Delete(target);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content.ToArray());
    }
}
