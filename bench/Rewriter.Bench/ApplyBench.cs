using BenchmarkDotNet.Attributes;
using Rewriter.Naming;
using Rewriter.Renaming;
using Rewriter.Scanning;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Bench;

/// <summary>A rename written to a disk: earlier bytes journalled, each file forced to the disk and renamed into place, and taken back again.</summary>
[MemoryDiagnoser]
public class ApplyBench
{
    private readonly PhysicalFileSystem _disk = new();
    private string _root = string.Empty;
    private List<FileChange> _changes = [];

    /// <summary>How many files change.</summary>
    [Params(20, 200)]
    public int Files { get; set; }

    private Journal Journal => new(_disk, _root, Path.Combine(_root, ".rewrite", "journal"));

    /// <summary>Writes the repository and plans.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _root = Directory.CreateTempSubdirectory("rewrite-bench-").FullName;
        for (var i = 0; i < Files; i++) _disk.WriteDurably(Path.Combine(_root, $"{i}.yaml"), System.Text.Encoding.UTF8.GetBytes(SampleText.Yaml(4096, 20)), null);
        var plan = RenameEngine.Plan(_root, new RenameRequest { Pairs = [new NamePair("orderflow", "pult")] });
        _changes = [.. plan.ChangedFiles.Select(f => new FileChange(f.Path, f.Digest, f.NewBytes(_disk.Read(Path.Combine(_root, f.Path.Value))!)!))];
        if (_changes.Count != Files) throw new InvalidOperationException("Not every file changes.");
    }

    /// <summary>Deletes the repository.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_root, recursive: true);

    /// <summary>There and back: two writes, forced to the disk, a file.</summary>
    [Benchmark]
    public int ApplyAndTakeBack()
    {
        Journal.Commit("bench", _changes);
        return Journal.Undo("bench").Length;
    }
}
