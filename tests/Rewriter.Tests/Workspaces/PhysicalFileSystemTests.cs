using Rewriter.Tests.Scanning;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Workspaces;

public sealed class PhysicalFileSystemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PhysicalFileSystem _disk = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_written_appended_renamed_over_another_and_deleted()
    {
        var (a, b) = (PathOf("a"), PathOf("b"));
        _disk.WriteDurably(a, "long text"u8, null);
        _disk.WriteDurably(a, "one"u8, null);
        _disk.AppendDurably(a, " two"u8);
        _disk.AppendDurably(b, "other"u8);
        _disk.Rename(a, b);

        Assert.Null(_disk.Read(a));
        Assert.Equal("one two"u8.ToArray(), _disk.Read(b));
        _disk.Delete(b);
        _disk.Delete(b);
        Assert.Null(_disk.Read(b));
        Assert.Null(_disk.Read(PathOf("no/such/folder")));
        Assert.Null(_disk.ModeOf(b));
    }

    [Fact]
    public void Only_an_empty_folder_is_deleted()
    {
        _disk.CreateFolder(PathOf("x/y"));
        _disk.DeleteFolderIfEmpty(PathOf("x"));
        Assert.True(Directory.Exists(PathOf("x/y")));
        _disk.DeleteFolderIfEmpty(PathOf("x/y"));
        _disk.DeleteFolderIfEmpty(PathOf("x"));
        _disk.DeleteFolderIfEmpty(PathOf("x"));
        Assert.False(Directory.Exists(PathOf("x")));
    }

    [Fact]
    public void A_mode_is_given_whole_whatever_the_process_masks()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode All = (UnixFileMode)0b111_111_111;
        _disk.WriteDurably(PathOf("a"), "x"u8, All);
        Assert.Equal(All, _disk.ModeOf(PathOf("a")));
    }

    private string PathOf(string relative) => Path.Combine(_folder.Path, relative);
}
