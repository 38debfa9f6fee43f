using BenchmarkDotNet.Attributes;
using Rewriter.Naming;
using Rewriter.Renaming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Bench;

/// <summary>A plan over a repository in memory, one file in ten with the old name; every hit is parsed and proven.</summary>
[MemoryDiagnoser]
public class RenameBench
{
    private readonly MemoryTree _tree = new();
    private readonly RenameRequest _request = new() { Pairs = [new NamePair("orderflow", "pult")] };

    /// <summary>How many files there are.</summary>
    [Params(100, 1000)]
    public int Files { get; set; }

    /// <summary>Writes the repository.</summary>
    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0; i < Files; i++)
        {
            var isHit = i % 10 == 0;
            if (i % 2 == 0) _tree.Write(RepoPath.Parse($"deploy/{i % 17}/{i}.yaml"), SampleText.Yaml(4096, isHit ? 20 : 0));
            else _tree.Write(RepoPath.Parse($"infra/{i % 17}/{i}.tf"), SampleText.Terraform(4096, isHit ? 5 : int.MaxValue));
        }
    }

    /// <summary>Search, parse, judge, edit, prove.</summary>
    [Benchmark]
    public int Plan() => RenameEngine.Plan(_tree, _request).ChangedFiles.Count();
}
