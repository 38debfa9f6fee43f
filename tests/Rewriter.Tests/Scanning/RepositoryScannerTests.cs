using System.Text;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Tests.Scanning;

public sealed class RepositoryScannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_with_a_name_are_hits_in_ordinal_order_and_the_others_are_counted()
    {
        foreach (var name in new[] { "b/2", "b/1", "a", "B/x", "b.txt" }) _folder.File(name, "the orderflow");
        _folder.File("clean", "nothing");

        var result = Scan();

        Assert.Equal(["B/x", "a", "b.txt", "b/1", "b/2"], result.Hits.Select(h => h.Path.Value));
        Assert.Equal("the orderflow", Encoding.UTF8.GetString(result.Hits[0].Value.Span));
        Assert.Equal(1, result.CleanFiles);
        Assert.Empty(result.Excluded);
    }

    [Fact]
    public void Dotfiles_are_searched()
    {
        _folder.File(".env", "orderflow");
        _folder.File(".github/workflows/deploy.yml", "orderflow");
        Assert.Equal([".env", ".github/workflows/deploy.yml"], Scan().Hits.Select(h => h.Path.Value));
    }

    [Fact]
    public void What_is_left_out_is_told_with_its_reason()
    {
        _folder.File(".git/config", "orderflow");
        _folder.File("vendor/x/y.go", "orderflow");
        _folder.File("go.sum", "orderflow");
        _folder.File("states/.pulumi/stacks/prod.json", "orderflow");
        _folder.File("Cargo.lock", "orderflow");
        _folder.File(".rewrite/ledger.jsonl", "orderflow");
        _folder.File("sub/.git/HEAD", "orderflow");
        _folder.File("sub/a.txt", "orderflow");
        _folder.File("image.bin", "\0 orderflow");
        _folder.File("other.bin", "\0");
        _folder.File(".gitignore", "*.tmp\nout/\n");
        _folder.File("a.tmp", "orderflow");
        _folder.File("b.tmp", "nothing");
        _folder.File("out/x.txt", "orderflow");

        var result = Scan(o => o with { ExtraExcludes = [new ExtraExclude(new PathGlob("/.rewrite/"), "it is the ledger", ExclusionReason.OwnFile)] });

        Assert.Empty(result.Hits);
        Assert.Equal(
            [
                ".git VersionControl True False", ".rewrite OwnFile True False", "Cargo.lock LockFile False False", "a.tmp Ignored False True",
                "go.sum LockFile False False", "image.bin Binary False True", "other.bin Binary False False", "out Ignored True False",
                "states/.pulumi State True False", "sub OtherRepository True False", "vendor Vendored True False",
            ],
            result.Excluded.Select(e => $"{e.Path} {e.Reason} {e.IsFolder} {e.HasMatch}"));
        Assert.All(result.Excluded, e => Assert.NotEmpty(e.Because));
        Assert.Equal(2, result.CleanFiles);
    }

    [Fact]
    public void Links_are_not_followed_and_are_told()
    {
        using var outside = new TemporaryFolder();
        outside.File("secret.txt", "orderflow");
        _folder.File("real.txt", "orderflow");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "inner.txt"), "real.txt");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "outer.txt"), Path.Combine(outside.Path, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "folder"), outside.Path);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "loop"), _folder.Path);

        var result = Scan();

        Assert.Equal(["real.txt"], result.Hits.Select(h => h.Path.Value));
        Assert.Equal(["folder", "inner.txt", "loop", "outer.txt"], result.Excluded.Where(e => e.Reason == ExclusionReason.SymbolicLink).Select(e => e.Path.Value));
    }

    [Fact]
    public void A_link_is_not_read_even_where_its_path_is_asked_for()
    {
        using var outside = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "x"), outside.File("secret", "s"));
        Assert.Equal(ReadStatus.Missing, new DirectoryTree(_folder.Path).Read(RepoPath.Parse("x"), new FileBuffer(), false));
    }

    [Fact]
    public void A_name_behind_the_first_block_is_found_and_a_nul_byte_there_refuses_nothing()
    {
        _folder.File("late.txt", new string('a', 200_000) + " orderflow");
        _folder.File("exact.txt", new string('a', FileBuffer.FirstBlock - 8) + "orderflow");
        Assert.Equal(["exact.txt", "late.txt"], Scan().Hits.Select(h => h.Path.Value));
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_by_name()
    {
        using (var file = File.Create(Path.Combine(_folder.Path, "large.txt")))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'a');
            for (var i = 0; i < 17; i++) file.Write(block);
        }

        var refused = Assert.Single(Scan().Refused);
        Assert.Equal("RW0002", refused.Id);
        Assert.Equal("large.txt", refused.Location.GetLineSpan().Path);
    }

    [Fact]
    public void Only_the_paths_that_were_asked_for_are_searched()
    {
        _folder.File("a/x.tf", "orderflow");
        _folder.File("a/x.yaml", "orderflow");
        _folder.File("b/x.yaml", "orderflow");
        Assert.Equal(["a/x.tf", "b/x.yaml"], Scan(o => o with { Only = [new PathGlob("*.tf"), new PathGlob("b/")] }).Hits.Select(h => h.Path.Value));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        for (var i = 0; i < 300; i++) _folder.File($"f{i % 7}/g{i % 13}/{i}.txt", i % 3 == 0 ? "orderflow" : "x");
        var one = Scan(o => o with { Threads = 1 });
        var many = Scan(o => o with { Threads = 8 });
        Assert.Equal(100, one.Hits.Length);
        Assert.Equal(one.Hits.Select(h => h.Path), many.Hits.Select(h => h.Path));
        Assert.Equal((one.CleanFiles, 200), (many.CleanFiles, one.CleanFiles));
    }

    [Fact]
    public void A_tree_in_memory_hides_the_files_below_it()
    {
        _folder.File("a", "orderflow");
        _folder.File("b", "orderflow");
        _folder.File("c", "nothing");
        var tree = new MemoryTree(new DirectoryTree(_folder.Path));
        tree.Write(RepoPath.Parse("b"), "nothing");
        tree.Write(RepoPath.Parse("d/e"), "orderflow");
        tree.Delete(RepoPath.Parse("c"));

        var result = RepositoryScanner.Scan(tree, Options());

        Assert.Equal(["a", "d/e"], result.Hits.Select(h => h.Path.Value));
        Assert.Equal(1, result.CleanFiles);
    }

    [Fact]
    public void A_failure_while_a_hit_is_processed_ends_the_scan()
    {
        for (var i = 0; i < 20; i++) _folder.File($"d{i}/f", "orderflow");
        Assert.Throws<InvalidOperationException>(() => RepositoryScanner.Scan<int>(new DirectoryTree(_folder.Path), Options(), (_, _) => throw new InvalidOperationException("x")));
    }

    [Fact]
    public void A_cancelled_scan_throws()
    {
        _folder.File("a", "orderflow");
        Assert.Throws<OperationCanceledException>(() => RepositoryScanner.Scan(_folder.Path, Options(), new CancellationToken(canceled: true)));
    }

    private static ScanOptions Options() => new() { Needles = new ByteNeedles(["orderflow"]) };

    private ScanResult<ReadOnlyMemory<byte>> Scan(Func<ScanOptions, ScanOptions>? change = null)
    {
        var options = Options();
        return RepositoryScanner.Scan(_folder.Path, change is null ? options : change(options));
    }
}
