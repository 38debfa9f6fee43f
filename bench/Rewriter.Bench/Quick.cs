using System.Globalization;
using Rewriter.Bench.Documents;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Bench;

/// <summary>All figures in less than a minute, as a table.</summary>
internal static class Quick
{
    public static int Run(string? only)
    {
        Line("reader", "document", "MB/s", "bare parser", "MB/s", "ratio");
        foreach (var sample in Samples.All().Where(s => only is null || s.Language == only || s.Path.Contains(only, StringComparison.Ordinal))) Measure(sample);
        if (only is null) foreach (var (name, bytes, action) in Matching.Cases()) Line(name, string.Empty, Rate(bytes, ProcessorTime.Of(action)), string.Empty, string.Empty, string.Empty);
        return 0;
    }

    /// <summary>Reads one document for twelve seconds, for a profiler to look at.</summary>
    public static int Repeat(string name)
    {
        var sample = Samples.All().First(s => s.Language == name || s.Path.Contains(name, StringComparison.Ordinal));
        var read = Reading.Of(sample);
        var before = GC.GetTotalAllocatedBytes();
        var calls = 0;
        var (pause, used) = (GC.GetTotalPauseDuration(), Environment.CpuUsage.TotalTime);
        var seconds = ProcessorTime.Of(() => { read(); calls++; }, warmup: 3, rounds: 3, round: 3);
        var allocated = (GC.GetTotalAllocatedBytes() - before) / calls / (double)sample.Text.Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sample.Path}: {Rate(sample.Text.Length, seconds)} MB/s, {allocated:F1} bytes allocated a byte read, collections {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)} in {calls} reads and {(GC.GetTotalPauseDuration() - pause) / (Environment.CpuUsage.TotalTime - used):P0} of the time, {read().MeaningfulLeaves.Length} leaves with a meaning"));
        return 0;
    }

    private static void Measure(Sample sample)
    {
        var read = Reading.Of(sample);
        if (!read().IsUnderstood) throw new InvalidOperationException($"The document {sample.Path} is not understood: {read().Problems[0]}.");
        if (Bare.Of(sample.Language, sample.Path) is not { } bare)
        {
            Line(sample.Language, sample.Path, Rate(sample.Text.Length, ProcessorTime.Of(() => read(), rounds: 8)), string.Empty, string.Empty, string.Empty);
            return;
        }

        var times = ProcessorTime.OfEach([() => read(), () => bare.Parse(sample.Text)], warmup: 2, rounds: 8);
        Line(sample.Language, sample.Path, Rate(sample.Text.Length, times[0]), bare.Name, Rate(sample.Text.Length, times[1]), (times[1] / times[0]).ToString("F2", CultureInfo.InvariantCulture));
    }

    private static string Rate(int bytes, double seconds) => (bytes / 1e6 / seconds).ToString("F1", CultureInfo.InvariantCulture);

    private static void Line(string reader, string document, string own, string parser, string bare, string ratio) =>
        Console.WriteLine($"{reader,-16}{document,-40}{own,8}  {parser,-12}{bare,8}{ratio,7}");
}
