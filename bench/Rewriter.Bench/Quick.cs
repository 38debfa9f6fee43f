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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sample.Path}: {Rate(sample.Text.Length, seconds)} MB/s, {allocated:F1} bytes allocated a byte read, collections {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)} in {calls} reads and {(GC.GetTotalPauseDuration() - pause) / (Environment.CpuUsage.TotalTime - used):P0} of the time, {read().Leaves.Length} leaves"));
        return 0;
    }

    private static void Measure(Sample sample)
    {
        var read = Reading.Of(sample);
        if (!read().IsUnderstood) throw new InvalidOperationException($"The document {sample.Path} is not understood: {read().Problems[0]}.");
        var own = ProcessorTime.Of(() => read());
        var bare = Bare.Of(sample.Language, sample.Path);
        var other = bare is { } parser ? ProcessorTime.Of(() => parser.Parse(sample.Text)) : 0;
        Line(sample.Language, sample.Path, Rate(sample.Text.Length, own), bare?.Name ?? string.Empty, bare is null ? string.Empty : Rate(sample.Text.Length, other), bare is null ? string.Empty : (other / own).ToString("F2", CultureInfo.InvariantCulture));
    }

    private static string Rate(int bytes, double seconds) => (bytes / 1e6 / seconds).ToString("F1", CultureInfo.InvariantCulture);

    private static void Line(string reader, string document, string own, string parser, string bare, string ratio) =>
        Console.WriteLine($"{reader,-16}{document,-40}{own,8}  {parser,-12}{bare,8}{ratio,7}");
}
