using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>
/// What <c>dotnet publish</c> gives is a folder of programs that work by themselves. Where <c>REWRITE_TEST_COMMAND</c> names a
/// published command, its folder is looked at; otherwise one is made, without compiling it ahead, which takes minutes.
/// </summary>
public sealed class PublishTests
{
    [Fact]
    public async Task The_published_command_and_its_bot_run_without_a_runtime_on_the_machine()
    {
        using var published = ExampleRepository.Empty();
        var folder = await PublishedAsync(published);

        using var repository = ExampleRepository.Copy("orderflow");
        var applied = await RunAsync(folder, repository.Folder, "apply", "phase1");
        Assert.True(applied.ExitCode == 0, applied.Output + applied.Errors);
        Assert.Contains("54 places in 12 files", applied.Output, StringComparison.Ordinal);

        var renamed = await RunAsync(folder, repository.Folder, "rename", "orderflow", "pult", "--yes", "--allow-dirty");
        Assert.True(renamed.ExitCode == 0, renamed.Output + renamed.Errors);

        var bot = await RunAsync(folder, repository.Folder, "bot", "serve");
        Assert.Equal(2, bot.ExitCode);
        Assert.Contains("RW5032", bot.Errors, StringComparison.Ordinal);

        using var code = ExampleRepository.Empty();
        code.Write("Orders.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n");
        code.Write("Orders.cs", "using System;\nclass Orders { string Guid() => \"\"; Guid New() => System.Guid.NewGuid(); }\n");
        var own = await RunAsync(folder, code.Folder, "rename", "Guid", "Number", "--yes");
        Assert.True(own.ExitCode == 0, own.Output + own.Errors);
        Assert.Equal("using System;\nclass Orders { string Number() => \"\"; Guid New() => System.Guid.NewGuid(); }\n", File.ReadAllText(code.PathOf("Orders.cs")));
    }

    private static async Task<string> PublishedAsync(ExampleRepository place)
    {
        if (RewriteCommand.IsPublished) return Path.GetDirectoryName(RewriteCommand.Words[0])!;
        var folder = place.PathOf("out");
        var made = await RewriteCommand.RunProgramAsync(RewriteCommand.DotnetHost, ExampleRepository.ProjectRoot, [], "publish", "src/Rewriter.Cli", "-c", "Release", "-o", folder, "--artifacts-path", place.PathOf("artifacts"), "-p:NativeCode=false", "-p:PublishReadyToRun=false", "-p:PublishReadyToRunComposite=false", "-v", "quiet");
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
        return folder;
    }

    // A runtime that the machine has is not to be found.
    private static Task<CommandResult> RunAsync(string folder, string repository, params string[] arguments) =>
        RewriteCommand.RunProgramAsync(
            Path.Combine(folder, OperatingSystem.IsWindows() ? "rewrite.exe" : "rewrite"),
            repository,
            [("NO_COLOR", "1"), ("DOTNET_ROOT", Path.Combine(folder, "nowhere")), ("REWRITE_WEBHOOK_SECRET", string.Empty), ("REWRITE_WEBHOOK_SECRET_FILE", string.Empty)],
            arguments);
}
