using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>
/// What <c>dotnet publish</c> gives is a folder of programs that work by themselves. Compiling it ahead takes minutes, so that
/// is done only where <c>REWRITE_TEST_COMPILED=1</c> asks for it; otherwise the same folder is made without.
/// </summary>
public sealed class PublishTests
{
    private static string IsCompiled => Environment.GetEnvironmentVariable("REWRITE_TEST_COMPILED") == "1" ? "true" : "false";

    [Fact]
    public async Task The_published_command_and_its_bot_run_without_a_runtime_on_the_machine()
    {
        using var published = ExampleRepository.Empty();
        var folder = published.PathOf("out");
        var made = await RewriteCommand.RunProgramAsync(RewriteCommand.DotnetHost, ExampleRepository.ProjectRoot, [], "publish", "src/Rewriter.Cli", "-c", "Release", "-o", folder, "--artifacts-path", published.PathOf("artifacts"), "-p:RunAnalyzers=false", $"-p:NativeCode={IsCompiled}", $"-p:PublishReadyToRun={IsCompiled}", $"-p:PublishReadyToRunComposite={IsCompiled}", "-v", "quiet");
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);

        using var repository = ExampleRepository.Copy("orderflow");
        var applied = await RunAsync(folder, "rewrite", repository.Folder, "apply", "phase1");
        Assert.True(applied.ExitCode == 0, applied.Output + applied.Errors);
        Assert.Contains("54 places in 12 files", applied.Output, StringComparison.Ordinal);

        var renamed = await RunAsync(folder, "rewrite", repository.Folder, "rename", "orderflow", "pult", "--yes", "--allow-dirty");
        Assert.True(renamed.ExitCode == 0, renamed.Output + renamed.Errors);

        var bot = await RunAsync(folder, "rewrite", repository.Folder, "bot", "serve");
        Assert.Equal(2, bot.ExitCode);
        Assert.Contains("RW5032", bot.Errors, StringComparison.Ordinal);
    }

    // A runtime that the machine has is not to be found.
    private static Task<CommandResult> RunAsync(string folder, string program, string repository, params string[] arguments) =>
        RewriteCommand.RunProgramAsync(
            Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program),
            repository,
            [("NO_COLOR", "1"), ("DOTNET_ROOT", Path.Combine(folder, "nowhere")), ("REWRITE_WEBHOOK_SECRET", string.Empty), ("REWRITE_WEBHOOK_SECRET_FILE", string.Empty)],
            arguments);
}
