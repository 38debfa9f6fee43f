using System.Text;
using Rewriter.Tests.Scanning;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Workspaces;

public sealed class OverlayWorkspaceTests : IDisposable
{
    private static readonly string[] Names = ["alpha", "beta"];

    private readonly TemporaryFolder _root = new();
    private readonly TemporaryFolder _records = new();
    private readonly OverlayWorkspace _overlay;

    public OverlayWorkspaceTests()
    {
        var disk = new PhysicalFileSystem();
        _root.File("a.txt", "alpha");
        _root.File("b.txt", "beta");
        _root.File("clean.txt", "gamma");
        _overlay = new OverlayWorkspace(new DiskWorkspace(_root.Path, disk, new Journal(disk, _root.Path, _records.Path), []));
    }

    public void Dispose()
    {
        _root.Dispose();
        _records.Dispose();
    }

    [Fact]
    public void What_was_written_is_read_and_the_rest_is_read_below()
    {
        Write("a.txt", Encoding.UTF8.GetBytes("new"));
        Write("b.txt", null);

        Assert.Equal("new", Text("a.txt"));
        Assert.Null(_overlay.Read(RepoPath.Parse("b.txt")));
        Assert.Equal("gamma", Text("clean.txt"));
        Assert.Null(_overlay.Read(RepoPath.Parse("missing.txt")));
        Assert.Equal("alpha", File.ReadAllText(Path.Combine(_root.Path, "a.txt")));
        Assert.Equal(["a.txt", "b.txt"], _overlay.Written.Select(w => w.Key.Value));
    }

    [Fact]
    public void A_scan_sees_the_files_as_they_were_written()
    {
        Assert.Equal(["a.txt", "b.txt"], Scan());
        Write("a.txt", Encoding.UTF8.GetBytes("none"));
        Write("b.txt", null);
        Write("clean.txt", Encoding.UTF8.GetBytes("now beta"));
        Write("made.txt", Encoding.UTF8.GetBytes("alpha"));
        Assert.Equal(["clean.txt", "made.txt"], Scan());
    }

    [Fact]
    public void A_scan_sees_names_in_a_written_file_of_two_bytes_a_character()
    {
        Write("a.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("beta")]);
        Assert.Equal(["a.txt", "b.txt"], Scan());
    }

    [Fact]
    public void A_moved_file_is_gone_where_it_was()
    {
        _overlay.Commit("1", [new FileChange(RepoPath.Parse("c.txt"), null, Encoding.UTF8.GetBytes("beta"), RepoPath.Parse("a.txt"))]);
        Assert.Null(_overlay.Read(RepoPath.Parse("a.txt")));
        Assert.Equal(["b.txt", "c.txt"], Scan());
    }

    [Fact]
    public void A_missing_file_is_missing_on_the_disk_and_in_memory_and_an_empty_one_is_not()
    {
        var memory = new MemoryWorkspace();
        memory.Write(RepoPath.Parse("empty.txt"), string.Empty);
        _root.File("empty.txt");

        Assert.False(memory.Read(RepoPath.Parse("missing.txt")).HasValue);
        Assert.True(memory.Read(RepoPath.Parse("empty.txt")).HasValue);
        Assert.False(_overlay.Read(RepoPath.Parse("missing.txt")).HasValue);
        Assert.True(_overlay.Read(RepoPath.Parse("empty.txt")).HasValue);
    }

    private List<string> Scan() => [.. _overlay.Scan(Names).Files.Select(f => f.Value)];

    private string Text(string path) => Encoding.UTF8.GetString(_overlay.Read(RepoPath.Parse(path))!.Value.Span);

    private void Write(string path, byte[]? bytes) => _overlay.Commit("1", [new FileChange(RepoPath.Parse(path), null, bytes is null ? null : (ReadOnlyMemory<byte>?)bytes)]);
}
