using Rewriter.Deployment;
using Rewriter.Processes;
using Rewriter.Tests.Scanning;

namespace Rewriter.Tests.Deployment;

/// <summary>States as they were before each change.</summary>
public sealed class StateBackupsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private StateBackups Backups => new(Path.Combine(_folder.Path, "backup"));

    [Fact]
    public void What_was_kept_is_read_again_and_is_for_this_user_and_not_for_git()
    {
        var name = Backups.Keep("shop/prod", "line-7.json", """{"serial":7}""");
        var file = Path.Combine(_folder.Path, "backup", name);

        Assert.Equal("""{"serial":7}""", Backups.Read(Checkpoint(name)));
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(_folder.Path, "backup", ".gitignore")));
        Assert.Equal([file], Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Where_there_was_no_state_there_is_nothing_to_read() => Assert.Null(Backups.Read(Checkpoint(null)));

    [Theory]
    [InlineData("shop/prod/gone.json", "is not there")]
    [InlineData("../outside.json", "is not there")]
    [InlineData("shop/prod/half.json", "cannot be read")]
    public void What_is_gone_or_outside_or_broken_refuses_the_rollback(string name, string says)
    {
        _folder.File("outside.json", "{}");
        _folder.File("backup/shop/prod/half.json", "{\"serial\":");

        var refused = Assert.Throws<DeploymentException>(() => Backups.Read(Checkpoint(name)));

        Assert.Equal("RW4007", refused.Failure.Code);
        Assert.Contains(says, refused.Failure.Message, StringComparison.Ordinal);
    }

    private static DeploymentCheckpoint Checkpoint(string? name) => new() { Engine = "e", StateKey = "shop/prod", Lineage = "l", EngineData = name };
}
