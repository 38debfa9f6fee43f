using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Corpus;

/// <summary>Reads all files and gathers what came of it.</summary>
internal static class CorpusRun
{
    private const long SlowMilliseconds = 10_000;
    private const int DeepStack = 64 * 1024 * 1024;

    public static int Execute(Options options)
    {
        // Languages register when their assembly is initialised.
        RuntimeHelpers.RunModuleConstructor(typeof(LanguageCatalog).Module.ModuleHandle);
        var exitCode = 0;
        var thread = new Thread(() => exitCode = Run(options), DeepStack);
        thread.Start();
        thread.Join();
        return exitCode;
    }

    private static int Run(Options options)
    {
        var findings = new SortedDictionary<string, LanguageFindings>(StringComparer.Ordinal);
        var unread = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var folder in options.Folders)
        {
            foreach (var path in CorpusFiles.Below(folder))
            {
                if (CorpusFiles.Read(folder, path, out var reason) is not { } file)
                {
                    unread[reason!] = unread.GetValueOrDefault(reason!) + 1;
                    continue;
                }

                if (LanguageCatalog.For(file.Path, file.Text) is not { } language || (options.Language is { } only && language.Id != only)) continue;
                if (!findings.TryGetValue(language.Id, out var finding)) findings[language.Id] = finding = new LanguageFindings(language.Id);
                Examine(language, file, path, finding, options);
            }
        }

        foreach (var finding in findings.Values) Measure(finding);
        Report.Print(findings.Values, unread, options);
        return findings.Values.All(f => f.IsSound) ? 0 : 1;
    }

    private static void Examine(ILanguage language, SourceFile file, string path, LanguageFindings finding, Options options)
    {
        SyntaxDocument? document = null;
        try
        {
            var first = Stopwatch.StartNew();
            document = language.Read(ReadRequest.File(file, language));
            if (first.ElapsedMilliseconds > SlowMilliseconds) finding.Slow.Add(path, $"{first.ElapsedMilliseconds.ToString(CultureInfo.InvariantCulture)} ms");
            finding.Count(language, file);
        }
#pragma warning disable CA1031 // A crash of a reader is what this program looks for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            finding.Crashes.Add(path, $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }

        if (document is null) return;
        if (LeafChecks.Losslessness(document) is { } loss) finding.NotLossless.Add(path, loss);
        if (LeafChecks.HiddenWords(document) is { } hidden) finding.HiddenWords.Add(path, hidden);
        if (!document.IsUnderstood)
        {
            finding.Refused.Add(path, document.Problems[0].Message);
            return;
        }

        if (options.Edit) EditTrial.Try(file, document, path, finding);
    }

    /// <summary>Reads all files of a language once more: everything is in memory and compiled by now.</summary>
    private static void Measure(LanguageFindings finding)
    {
        GC.Collect();

        // The time of the processor, not of the clock: other programs may run beside this one.
        var before = Environment.CpuUsage.TotalTime;
        foreach (var (language, file) in finding.Sources) language.Read(ReadRequest.File(file, language));
        finding.Time = Environment.CpuUsage.TotalTime - before;
    }
}
