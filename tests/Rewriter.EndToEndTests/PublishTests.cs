using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>What <c>dotnet publish</c> gives is a folder of programs that work by themselves.</summary>
public sealed class PublishTests
{
    [PublishedFact]
    public Task The_published_command_and_its_bot_run_without_a_runtime_on_the_machine() =>
        WorksAsync(Path.GetDirectoryName(RewriteCommand.Words[0])!);

    // Compiling it ahead takes minutes; what is left out here is the same.
    [Fact]
    public async Task What_is_published_with_its_runtime_works_too()
    {
        using var published = ExampleRepository.Empty();
        var folder = published.PathOf("out");
        var made = await RewriteCommand.RunProgramAsync(RewriteCommand.DotnetHost, ExampleRepository.ProjectRoot, [], "publish", "src/Rewriter.Cli", "-c", "Release", "-o", folder, "--artifacts-path", published.PathOf("artifacts"), "-p:NativeCode=false", "-p:PublishReadyToRun=false", "-p:PublishReadyToRunComposite=false", "-v", "quiet");
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
        await WorksAsync(folder);
    }

    private static async Task WorksAsync(string folder)
    {
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

    // A runtime that the machine has is not to be found.
    private static Task<CommandResult> RunAsync(string folder, string repository, params string[] arguments) =>
        RewriteCommand.RunProgramAsync(
            Path.Combine(folder, OperatingSystem.IsWindows() ? "rewrite.exe" : "rewrite"),
            repository,
            [("NO_COLOR", "1"), ("DOTNET_ROOT", Path.Combine(folder, "nowhere")), ("REWRITE_WEBHOOK_SECRET", string.Empty), ("REWRITE_WEBHOOK_SECRET_FILE", string.Empty)],
            arguments);
}
