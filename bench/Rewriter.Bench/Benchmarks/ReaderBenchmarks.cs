using BenchmarkDotNet.Attributes;
using Rewriter.Bench.Documents;
using Rewriter.Syntax;

namespace Rewriter.Bench.Benchmarks;

/// <summary>Every reader over a document of its language.</summary>
[Config(typeof(ThroughputConfig))]
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private Func<SyntaxDocument> _read = null!;

    /// <summary>The document.</summary>
    [ParamsSource(nameof(Documents))]
    public string Document { get; set; } = string.Empty;

    /// <summary>All documents.</summary>
    public static IEnumerable<string> Documents => Samples.All().Select(s => s.Path);

    /// <summary>Takes the document.</summary>
    [GlobalSetup]
    public void SetUp() => _read = Reading.Of(Samples.All().First(s => s.Path == Document));

    /// <summary>Reads it.</summary>
    [Benchmark]
    public object Read() => _read();
}
