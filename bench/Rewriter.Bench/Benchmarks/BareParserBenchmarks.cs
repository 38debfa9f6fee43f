using BenchmarkDotNet.Attributes;
using Rewriter.Bench.Documents;

namespace Rewriter.Bench.Benchmarks;

/// <summary>The parsers that readers stand on, over the same documents.</summary>
[Config(typeof(ThroughputConfig))]
[MemoryDiagnoser]
public class BareParserBenchmarks
{
    private Func<string, object?> _parse = null!;
    private string _text = string.Empty;

    /// <summary>The document.</summary>
    [ParamsSource(nameof(Documents))]
    public string Document { get; set; } = string.Empty;

    /// <summary>The documents that have such a parser.</summary>
    public static IEnumerable<string> Documents => Samples.All().Where(s => Bare.Of(s.Language, s.Path) is not null).Select(s => s.Path);

    /// <summary>Takes the document.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var sample = Samples.All().First(s => s.Path == Document);
        _text = sample.Text;
        _parse = Bare.Of(sample.Language, sample.Path)!.Value.Parse;
    }

    /// <summary>Parses it.</summary>
    [Benchmark]
    public object? Parse() => _parse(_text);
}
