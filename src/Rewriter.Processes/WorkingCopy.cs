using System.Text;

namespace Rewriter.Processes;

/// <summary>
/// A copy of a folder in a temporary one that only this user can read, gone when it is disposed. Tools run in one, previews
/// and applies alike, so that the user's folder never sees a generated file, a plan or what a tool keeps for itself.
/// </summary>
public sealed class WorkingCopy : IDisposable
{
    private readonly string _top;

    private WorkingCopy(string top, string folder) => (_top, Folder) = (top, folder);

    /// <summary>The copied folder in which the tool works.</summary>
    public string Folder { get; }

    /// <summary>Copies a folder.</summary>
    /// <param name="tool">The tool's name, which becomes a part of the temporary folder's.</param>
    /// <param name="root">The folder that is copied.</param>
    /// <param name="folder">The folder in which the tool works, inside of the root.</param>
    /// <param name="leftOut">The names of folders that are not copied.</param>
    /// <param name="isLeftOut">Whether a file of a name is not copied; null to copy them all.</param>
    /// <param name="overlay">Files as they are to be seen instead of those on disk, by path relative to the root with '/'; null where a file is gone.</param>
    /// <exception cref="ArgumentException">The folder is not inside of the root, or a file of the overlay leads out of it.</exception>
    public static WorkingCopy Make(string tool, string root, string folder, IReadOnlyCollection<string> leftOut, Func<string, bool>? isLeftOut = null, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>?>>? overlay = null)
    {
        root = Path.GetFullPath(root);
        var inside = Path.GetRelativePath(root, Path.GetFullPath(folder));
        if (inside.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(inside)) throw new ArgumentException($"'{folder}' is not inside of '{root}'.", nameof(folder));
        var copy = Empty(tool);
        try
        {
            var target = Path.Combine(copy._top, "root");
            CopyFolder(new DirectoryInfo(root), target, leftOut, isLeftOut ?? (_ => false));
            foreach (var (path, bytes) in overlay ?? []) Lay(target, path, bytes);
            return new WorkingCopy(copy._top, Path.GetFullPath(Path.Combine(target, inside)));
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>A folder with nothing in it.</summary>
    /// <param name="tool">The tool's name, which becomes a part of the temporary folder's.</param>
    public static WorkingCopy Empty(string tool)
    {
        var top = Directory.CreateTempSubdirectory($"rewrite-{tool}-").FullName;
        return new WorkingCopy(top, Directory.CreateDirectory(Path.Combine(top, "root")).FullName);
    }

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        WritePrivate(path, text);
        return path;
    }

    /// <summary>A path beside the copy, for what must not be part of it.</summary>
    public string Beside(string name) => Path.Combine(_top, name);

    /// <summary>Writes a file that only this user can read.</summary>
    /// <param name="path">The file's path; its folder is made where it is not there.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="isLasting">Whether it is on the disk when this returns, and whole or not there at all whatever happens.</param>
    public static void WritePrivate(string path, string text, bool isLasting = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var written = isLasting ? path + ".next" : path;
        using (var file = new FileStream(written, options))
        {
            file.Write(new UTF8Encoding(false).GetBytes(text));
            file.Flush(flushToDisk: isLasting);
        }

        if (isLasting) File.Move(written, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_top, recursive: true);

    private static void CopyFolder(DirectoryInfo from, string to, IReadOnlyCollection<string> leftOut, Func<string, bool> isLeftOut)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo folder && !leftOut.Contains(entry.Name)) CopyFolder(folder, target, leftOut, isLeftOut);
            else if (entry is FileInfo file && !isLeftOut(file.Name)) file.CopyTo(target);
        }
    }

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
