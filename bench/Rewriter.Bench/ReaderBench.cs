using BenchmarkDotNet.Attributes;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Bench;

/// <summary>Readers on 256 KB of text.</summary>
[MemoryDiagnoser]
public class ReaderBench
{
    private readonly SourceFile _yaml = SourceFile.FromText(RepoPath.Parse("a.yaml"), SampleText.Yaml(1 << 18, 20));
    private readonly SourceFile _terraform = SourceFile.FromText(RepoPath.Parse("a.tf"), SampleText.Terraform(1 << 18, 5));

    /// <summary>YAML.</summary>
    [Benchmark]
    public int Yaml() => LanguageCatalog.Read(_yaml).Leaves.Length;

    /// <summary>Terraform.</summary>
    [Benchmark]
    public int Terraform() => LanguageCatalog.Read(_terraform).Leaves.Length;
}
