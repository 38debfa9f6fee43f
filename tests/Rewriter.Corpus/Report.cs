using System.Globalization;

namespace Rewriter.Corpus;

/// <summary>Prints what came of a run.</summary>
internal static class Report
{
    public static void Print(IEnumerable<LanguageFindings> all, Dictionary<string, int> unread, Options options)
    {
        var languages = all.ToList();
        Line("language", "files", "bytes", "refused", "not lossless", "hidden words", "crashes", "slow", "MB/s", options.Edit ? ["edits", "refused", "wrong"] : []);
        foreach (var f in languages)
        {
            Line(f.Language, f.Files, f.Bytes, f.Refused.Count, f.NotLossless.Count, f.HiddenWords.Count, f.Crashes.Count, f.Slow.Count,
                f.MegabytesPerSecond.ToString("F1", CultureInfo.InvariantCulture), options.Edit ? [f.Edits, f.EditsRefused.Count, f.EditsWrong.Count] : []);
        }

        Line("total", languages.Sum(f => f.Files), languages.Sum(f => f.Bytes), languages.Sum(f => f.Refused.Count), languages.Sum(f => f.NotLossless.Count),
            languages.Sum(f => f.HiddenWords.Count), languages.Sum(f => f.Crashes.Count), languages.Sum(f => f.Slow.Count), string.Empty, []);
        foreach (var (reason, count) in unread.OrderByDescending(u => u.Value)) Console.WriteLine($"not read: {count} × {reason}");
        foreach (var f in languages)
        {
            Details(f.Language, "NOT LOSSLESS", f.NotLossless, options);
            Details(f.Language, "HIDDEN WORDS", f.HiddenWords, options);
            Details(f.Language, "CRASHES", f.Crashes, options);
            Details(f.Language, "SLOW", f.Slow, options);
            Details(f.Language, "WRONG EDITS", f.EditsWrong, options);
            Details(f.Language, "refused", f.Refused, options);
            Details(f.Language, "edits refused", f.EditsRefused, options);
        }
    }

    private static void Line(object language, object files, object bytes, object refused, object lossless, object hidden, object crashes, object slow, object speed, object[] edits) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{language,-12}{files,8}{bytes,13}{refused,9}{lossless,14}{hidden,14}{crashes,9}{slow,6}{speed,8}") + string.Concat(edits.Select(e => $"{e,9}")));

    private static void Details(string language, string what, Findings findings, Options options)
    {
        if (findings.Count == 0 || options.Examples == 0) return;
        Console.WriteLine();
        Console.WriteLine($"{language}: {what}, {findings.Count}");
        foreach (var (reason, paths) in findings.ByReason)
        {
            Console.WriteLine($"  {paths.Count,6} × {reason}");
            foreach (var path in paths.Take(options.Examples)) Console.WriteLine($"           {path}");
        }
    }
}
