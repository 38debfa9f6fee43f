namespace Rewriter.EndToEndTests.Support;

/// <summary>Runs the command at a terminal, with a person's keys: by Python's <c>pty</c>, or by <c>script</c> of util-linux.</summary>
internal static class PseudoTerminal
{
    private const string Spawn = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

    /// <summary>Whether there is a means to do so.</summary>
    public static bool IsAvailable => !OperatingSystem.IsWindows() && (Find("python3") is not null || (OperatingSystem.IsLinux() && Find("script") is not null));

    /// <summary>Runs <c>rewrite</c> and types.</summary>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="environment">More variables of its environment.</param>
    /// <param name="typed">What is typed, with the line end.</param>
    /// <param name="arguments">The arguments.</param>
    public static Task<CommandResult> RunAsync(string folder, IEnumerable<(string Name, string Value)> environment, string typed, params string[] arguments)
    {
        string[] command = [.. RewriteCommand.Words, .. arguments];
        return Find("python3") is { } python
            ? RewriteCommand.RunTypedAsync(python, folder, environment, typed, ["-c", Spawn, .. command])
            : RewriteCommand.RunTypedAsync(Find("script")!, folder, environment, typed, ["-qec", string.Join(' ', command.Select(RewriteCommand.Quoted)), "/dev/null"]);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
}
