using System.Globalization;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Bench;

/// <summary>The same comparison over real files: readers and the parsers below them, over every file of a folder.</summary>
internal static class FolderRun
{
    public static int Run(string folder, string? only)
    {
        var exitCode = 0;

        // Real files nest deeper than those made here.
        var thread = new Thread(() => exitCode = Measure(folder, only), 64 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return exitCode;
    }

    private static int Measure(string folder, string? only)
    {
        Console.WriteLine($"{"reader",-16}{"files",8}{"bytes",12}{"MB/s",8}  {"bare parser",-12}{"MB/s",8}{"ratio",7}");
        foreach (var group in Files(folder).GroupBy(f => f.Language.Id).Where(g => only is null || g.Key == only).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var files = group.ToList();
            var bytes = files.Sum(f => f.File.Bytes.Length);
            Action read = () => { foreach (var (language, file) in files) language.Read(ReadRequest.File(file, language)); };
            if (Bare.Of(group.Key, string.Empty) is not { } bare)
            {
                Line(group.Key, files.Count, bytes, ProcessorTime.Of(read, warmup: 2), string.Empty, null);
                continue;
            }

            var times = ProcessorTime.OfEach([read, () => { foreach (var (_, file) in files) Try(bare.Parse, file.Text); }], warmup: 3, rounds: 8);
            Line(group.Key, files.Count, bytes, times[0], bare.Name, times[1]);
        }

        return 0;
    }

    private static void Line(string reader, int files, long bytes, double own, string name, double? other) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reader,-16}{files,8}{bytes,12}{bytes / 1e6 / own,8:F1}  {name,-12}{bytes / 1e6 / other,8:F1}{other / own,7:F2}"));

    /// <summary>Files that both can read, so that a parser which gives up early does not look fast.</summary>
    private static IEnumerable<(ILanguage Language, SourceFile File)> Files(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal))
        {
            if (!RepoPath.TryParse(Path.GetRelativePath(folder, path).Replace('\\', '/'), out var relative) || relative.Value.StartsWith(".git/", StringComparison.Ordinal)) continue;
            if (new FileInfo(path).Length > SourceFile.MaxBytes || SourceFile.Read(relative, File.ReadAllBytes(path), out _) is not { } file) continue;
            if (LanguageCatalog.For(relative, file.Text) is not { } language || !language.Read(ReadRequest.File(file, language)).IsUnderstood) continue;
            if (Bare.Of(language.Id, string.Empty) is { } bare && !Try(bare.Parse, file.Text)) continue;
            yield return (language, file);
        }
    }

    private static bool Try(Func<string, object?> parse, string text)
    {
        try
        {
            parse(text);
            return true;
        }
#pragma warning disable CA1031 // Whatever a bare parser throws, it did not read the file, and the file is left out.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
