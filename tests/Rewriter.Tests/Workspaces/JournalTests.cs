using System.Text;
using Rewriter.Tests.Scanning;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Workspaces;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly TemporaryFolder _records = new();

    private Journal Journal => new(new PhysicalFileSystem(), _root.Path, _records.Path);

    public void Dispose()
    {
        _root.Dispose();
        _records.Dispose();
    }

    [Fact]
    public void An_edit_a_new_file_a_deletion_and_a_move_are_made_and_undone()
    {
        Fill();
        var before = Tree();

        Journal.Commit("1", AllKinds());

        Assert.Equal(["edit.txt=new", "moved/there.txt=moved", "new/deep/file.txt=made"], Tree());
        Assert.All(Journal.Inspect("1"), i => Assert.Equal(JournalState.After, i.State));
        Assert.Equal(["from/here.txt", "folder/gone.txt", "new/deep/file.txt", "edit.txt"], Journal.Undo("1").Select(p => p.Value));
        Assert.Equal(before, Tree());
        Assert.All(Journal.Inspect("1"), i => Assert.Equal(JournalState.Before, i.State));
        Assert.Empty(Journal.Undo("1"));
    }

    [Fact]
    public void A_move_that_changes_only_the_case_is_made_and_undone()
    {
        _root.File("Docs/ReadMe.md", "old");

        Journal.Commit("1", [Change("Docs/README.md", "old", "new", from: "Docs/ReadMe.md")]);
        Assert.Equal(["Docs/README.md=new"], Tree());

        Journal.Undo("1");
        Assert.Equal(["Docs/ReadMe.md=old"], Tree());
    }

    [Fact]
    public void A_move_onto_another_file_is_refused_also_where_only_the_case_differs()
    {
        _root.File("a.txt", "a");
        _root.File("b.txt", "b");
        Assert.Equal("RW0008", Refused(() => Journal.Commit("1", [Change("b.txt", "a", "new", from: "a.txt")])));
        if (!File.Exists(Path.Combine(_root.Path, "A.txt")))
        {
            _root.File("A.txt", "other");
            Assert.Equal("RW0008", Refused(() => Journal.Commit("2", [Change("A.txt", "a", "new", from: "a.txt")])));
            Assert.Contains("A.txt=other", Tree());
        }

        Assert.Contains("b.txt=b", Tree());
    }

    [Fact]
    public void A_change_made_from_other_bytes_is_refused()
    {
        _root.File("a.txt", "somebody's");
        _root.File("b.txt", "b");
        var before = Tree();

        Assert.Equal("RW0006", Refused(() => Journal.Commit("1", [Change("b.txt", "b", "new"), Change("a.txt", "a", "new")])));
        Assert.Equal("RW0006", Refused(() => Journal.Commit("2", [Change("a.txt", null, "new")])));
        Assert.Equal("RW0006", Refused(() => Journal.Commit("3", [Change("missing.txt", "a", "new")])));

        Assert.Equal(before, Tree());
        Assert.False(Journal.Knows("1"));
    }

    [Fact]
    public void Where_one_file_was_changed_since_nothing_is_restored()
    {
        Fill();
        Journal.Commit("1", AllKinds());
        _root.File("new/deep/file.txt", "somebody's");
        var before = Tree();

        Assert.Equal("RW0006", Refused(() => Journal.Undo("1")));

        Assert.Equal(before, Tree());
        Assert.Equal(JournalState.Foreign, Journal.Inspect("1").Single(i => i.Entry.Path == "new/deep/file.txt").State);
    }

    [Fact]
    public void A_disk_that_fails_at_any_write_leaves_every_file_as_it_was()
    {
        var failures = 0;
        for (var at = 0; ; at++)
        {
            using var root = new TemporaryFolder();
            using var records = new TemporaryFolder();
            Fill(root);
            var before = Tree(root);
            var disk = new FailingDisk(at);
            try
            {
                new Journal(disk, root.Path, records.Path).Commit("1", AllKinds());
                Assert.False(disk.HasFailed);
                break;
            }
            catch (WorkspaceException refused)
            {
                Assert.Equal("RW0007", refused.Diagnostic.Id);
                Assert.Equal((at, string.Join('|', before)), (at, string.Join('|', Tree(root))));
                failures++;
            }
        }

        Assert.True(failures >= 12, $"only {failures} writes failed");
    }

    [Fact]
    public void An_undo_that_fails_at_any_write_is_finished_by_another()
    {
        Fill();
        var before = Tree();
        var failures = 0;
        for (var at = 0; ; at++)
        {
            Journal.Commit("1", AllKinds());
            var disk = new FailingDisk(at);
            try
            {
                new Journal(disk, _root.Path, _records.Path).Undo("1");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                failures++;
            }

            Journal.Undo("1");
            Assert.Equal((at, string.Join('|', before)), (at, string.Join('|', Tree())));
            if (!disk.HasFailed) break;
        }

        Assert.True(failures >= 10, $"only {failures} writes failed");
    }

    [Fact]
    public void Modes_are_kept()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = _root.File("run.sh", "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(path, Mode);

        Journal.Commit("1", [Change("bin/run.sh", "old", "new", from: "run.sh")]);
        Assert.Equal(Mode, File.GetUnixFileMode(Path.Combine(_root.Path, "bin/run.sh")));

        Journal.Undo("1");
        Assert.Equal(Mode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_path_through_a_link_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        using var outside = new TemporaryFolder();
        outside.File("secret.txt", "old");
        Directory.CreateSymbolicLink(Path.Combine(_root.Path, "out"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(_root.Path, "link.txt"), Path.Combine(outside.Path, "secret.txt"));
        _root.File("a.txt", "old");

        Assert.Equal("RW0004", Refused(() => Journal.Commit("1", [Change("out/secret.txt", "old", "new")])));
        Assert.Equal("RW0004", Refused(() => Journal.Commit("2", [Change("link.txt", "old", "new")])));
        Assert.Equal("RW0004", Refused(() => Journal.Commit("3", [Change("out/new.txt", null, "new")])));
        Assert.Equal("RW0004", Refused(() => Journal.Commit("4", [Change("out/a.txt", "old", "new", from: "a.txt")])));

        Assert.Equal(["secret.txt"], Directory.GetFiles(outside.Path).Select(Path.GetFileName));
        Assert.Equal("old", File.ReadAllText(Path.Combine(outside.Path, "secret.txt")));
    }

    [Fact]
    public void A_read_only_file_and_one_in_a_read_only_folder_are_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = _root.File("a.txt", "old");
        _root.File("locked/b.txt", "old");
        var folder = Path.Combine(_root.Path, "locked");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Equal("RW0005", Refused(() => Journal.Commit("1", [Change("a.txt", "old", "new")])));
            Assert.Equal("RW0005", Refused(() => Journal.Commit("2", [Change("locked/b.txt", "old", "new")])));
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal(["a.txt=old", "locked/b.txt=old"], Tree());
    }

    [Fact]
    public void A_forgotten_operation_leaves_nothing_behind()
    {
        _root.File("a.txt", "old");
        Journal.Commit("1", [Change("a.txt", "old", "new")]);
        Assert.True(Journal.Knows("1"));
        Journal.Forget("1");
        Assert.False(Journal.Knows("1"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_records.Path));
        Assert.False(Journal.Knows("../1"));
    }

    private static FileChange Change(string path, string? before, string? after, string? from = null) => new(
        RepoPath.Parse(path),
        before is null ? null : SourceFile.DigestOf(Encoding.UTF8.GetBytes(before)),
        after is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(after),
        from is null ? null : RepoPath.Parse(from));

    private static FileChange[] AllKinds() =>
    [
        Change("edit.txt", "old", "new"),
        Change("new/deep/file.txt", null, "made"),
        Change("folder/gone.txt", "gone", null),
        Change("moved/there.txt", "stays", "moved", from: "from/here.txt"),
    ];

    private static string Refused(Action act) => Assert.Throws<WorkspaceException>(act).Diagnostic.Id;

    private static List<string> Tree(TemporaryFolder root) =>
        [.. Directory.EnumerateFiles(root.Path, "*", SearchOption.AllDirectories).Select(f => $"{Path.GetRelativePath(root.Path, f).Replace('\\', '/')}={File.ReadAllText(f)}").Order(StringComparer.Ordinal)];

    private static void Fill(TemporaryFolder root)
    {
        root.File("edit.txt", "old");
        root.File("folder/gone.txt", "gone");
        root.File("from/here.txt", "stays");
    }

    private List<string> Tree() => Tree(_root);

    private void Fill() => Fill(_root);
}
