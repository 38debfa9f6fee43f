using System.Text;
using BenchmarkDotNet.Attributes;
using Rewriter.Naming;
using Rewriter.Scanning;

namespace Rewriter.Bench;

/// <summary>The search on bytes, and the matcher on text: one megabyte without a name, ten pairs in all their spellings.</summary>
[MemoryDiagnoser]
public class SearchBench
{
    private static readonly NamePair[] Pairs = [.. Enumerable.Range(0, 10).Select(i => new NamePair($"orderflow-part{(char)('a' + i)}", $"pult-part{(char)('a' + i)}"))];

    private readonly NameMatcher _matcher = new(Pairs);
    private readonly string _text = SampleText.Yaml(1 << 20, 0);
    private byte[] _bytes = [];
    private ByteNeedles _needles = null!;

    /// <summary>Prepares the inputs.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bytes = Encoding.UTF8.GetBytes(_text);
        _needles = new ByteNeedles(_matcher.Spellings.Select(s => s.From));
    }

    /// <summary>All spellings at once on bytes.</summary>
    [Benchmark]
    public bool Needles() => _needles.IsIn(_bytes);

    /// <summary>One search a spelling, for comparison.</summary>
    [Benchmark(Baseline = true)]
    public bool OneByOne()
    {
        var found = false;
        foreach (var spelling in _matcher.Spellings) found |= _text.Contains(spelling.From, StringComparison.Ordinal);
        return found;
    }

    /// <summary>The matcher with its word boundaries on decoded text.</summary>
    [Benchmark]
    public int Matcher() => _matcher.Match(_text).Count;
}
