using System.Text;
using Rewriter.Naming;
using Rewriter.Renaming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Tests.Renaming;

/// <summary>A repository in memory that is renamed.</summary>
internal sealed class RenameHarness
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public RenameHarness With(string path, string text)
    {
        _files[path] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public RenamePlan Plan(params (string From, string To)[] pairs) => Plan(Request(pairs));

    public RenamePlan Plan(RenameRequest request)
    {
        var tree = new MemoryTree();
        foreach (var (path, bytes) in _files) tree.Write(RepoPath.Parse(path), bytes);
        return RenameEngine.Plan(tree, request);
    }

    /// <summary>The repository after the rename: path, and text.</summary>
    public RenameHarness Apply(RenameRequest request)
    {
        var plan = Plan(request);
        Assert.Empty(plan.Errors);
        var after = new RenameHarness();
        var contents = plan.Files.Where(f => f.IsChanged).ToDictionary(f => f.Path.Value);
        var paths = plan.Paths.ToDictionary(p => p.Path.Value, p => p.NewPath.Value);
        foreach (var (path, bytes) in _files)
            after._files[paths.GetValueOrDefault(path, path)] = contents.TryGetValue(path, out var file) ? file.NewBytes(bytes)! : bytes;
        return after;
    }

    public RenameHarness Apply(params (string From, string To)[] pairs) => Apply(Request(pairs));

    public string this[string path] => Encoding.UTF8.GetString(_files[path]);

    public IEnumerable<string> Paths => _files.Keys;

    public static RenameRequest Request(params (string From, string To)[] pairs) =>
        new() { Pairs = [.. pairs.Select(p => new NamePair(p.From, p.To))] };

    /// <summary>Renames one text, in a file of that name; asserts that a second time changes nothing.</summary>
    public static string Rename(string path, string text, RenameRequest request)
    {
        var once = new RenameHarness().With(path, text).Apply(request);
        var twice = once.Apply(request);
        Assert.Equal(once.Paths, twice.Paths);
        Assert.All(once.Paths, p => Assert.Equal(once[p], twice[p]));
        return once[once.Paths.Single()];
    }

    public static string Rename(string path, string text, params (string From, string To)[] pairs) => Rename(path, text, Request(pairs));

    /// <summary>The reason codes of a text's occurrences, in order.</summary>
    public static string[] Codes(string path, string text, RenameRequest request) =>
        [.. new RenameHarness().With(path, text).Plan(request).Files.SelectMany(f => f.Occurrences).Select(o => $"{o.Verdict.Tier} {o.Verdict.Code}")];
}
