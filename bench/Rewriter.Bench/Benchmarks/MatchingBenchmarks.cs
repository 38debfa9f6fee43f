using BenchmarkDotNet.Attributes;

namespace Rewriter.Bench.Benchmarks;

/// <summary>The search for names, and a whole rewrite in memory.</summary>
[Config(typeof(ThroughputConfig))]
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    private Action _action = null!;

    /// <summary>What is done.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = string.Empty;

    /// <summary>All that can be done.</summary>
    public static IEnumerable<string> Cases => Matching.Cases().Select(c => c.Name);

    /// <summary>Prepares it.</summary>
    [GlobalSetup]
    public void SetUp() => _action = Matching.Cases().First(c => c.Name == Case).Action;

    /// <summary>Does it.</summary>
    [Benchmark]
    public void Run() => _action();
}
