namespace Rewriter.EndToEndTests.Support;

/// <summary>What a process left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Asserts an exit code, showing everything where it is another.</summary>
    public CommandResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit {ExitCode}, expected {exitCode}\n--- output\n{Output}\n--- errors\n{Errors}");
        return this;
    }
}
