using System.Security.Cryptography;
using System.Text;
using Rewriter.Tests.Shared;

namespace Rewriter.EndToEndTests.Support;

/// <summary>A fresh copy of an example in a temporary folder.</summary>
internal sealed class ExampleRepository : IDisposable
{
    private static readonly string[] LeftByRuns = ["ledger.jsonl", "lock"];

    private ExampleRepository(string folder) => Folder = folder;

    /// <summary>The top of the project's sources.</summary>
    public static string ProjectRoot { get; } = FindProjectRoot();

    /// <summary>The copy's folder.</summary>
    public string Folder { get; }

    /// <summary>Copies an example, without what an earlier run left in it.</summary>
    public static ExampleRepository Copy(string example)
    {
        var target = Directory.CreateTempSubdirectory("rewrite-" + example + "-").FullName;
        CopyFolder(PristineExample.FolderOf(ProjectRoot, example), target);
        foreach (var left in LeftByRuns.Select(n => Path.Combine(target, ".rewrite", n)).Where(File.Exists)) File.Delete(left);
        if (Directory.Exists(Path.Combine(target, ".rewrite", "journal"))) Directory.Delete(Path.Combine(target, ".rewrite", "journal"), recursive: true);
        return new ExampleRepository(target);
    }

    /// <summary>An empty folder.</summary>
    public static ExampleRepository Empty() => new(Directory.CreateTempSubdirectory("rewrite-empty-").FullName);

    /// <summary>Runs the command on the copy.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RewriteCommand.RunAsync(Folder, arguments);

    /// <summary>The full path of a file.</summary>
    public string PathOf(string relative) => Path.Combine(Folder, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The text of a file.</summary>
    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Writes a file.</summary>
    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Replaces a text in a file, and asserts that it stood there.</summary>
    public void Edit(string relative, string old, string now)
    {
        var text = Read(relative);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(relative, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Every file of the repository with its mode and the digest of its bytes; ledger, journal and engine aside.</summary>
    public string Tree()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            if (file.StartsWith(".rewrite/", StringComparison.Ordinal) || file.StartsWith(".git/", StringComparison.Ordinal)) continue;
            var bytes = File.ReadAllBytes(PathOf(file));
            text.Append(Convert.ToHexStringLower(SHA256.HashData(bytes)).AsSpan(0, 32)).Append(' ').Append(bytes.Length).Append(' ').Append(Mode(PathOf(file))).Append(' ').Append(file).Append('\n');
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)) MakeWritable(file);
        Directory.Delete(Folder, recursive: true);
    }

    private static void MakeWritable(string path)
    {
        if (OperatingSystem.IsWindows()) File.SetAttributes(path, FileAttributes.Normal);
        else if (new FileInfo(path).LinkTarget is null) File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserWrite);
    }

    // Windows keeps no mode; the executable bit is what a snapshot tells.
    private static string Mode(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0 ? "x" : "-";

    /// <summary>Copies a folder with all that is in it.</summary>
    internal static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source)) CopyFolder(folder, Path.Combine(target, Path.GetFileName(folder)));
    }

    private static string FindProjectRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Rewriter.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the project's folder.");
        return folder.FullName;
    }
}
