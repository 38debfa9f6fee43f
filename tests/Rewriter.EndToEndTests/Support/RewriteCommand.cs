using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rewriter.EndToEndTests.Support;

/// <summary>
/// Runs the command as a process of its own, the way a user does: the published one where <c>REWRITE_TEST_COMMAND</c> names
/// it, otherwise the one that the tests were built with.
/// </summary>
internal static class RewriteCommand
{
    /// <summary>The program, and the arguments that come before the command's own.</summary>
    public static ImmutableArray<string> Words { get; } =
        Environment.GetEnvironmentVariable("REWRITE_TEST_COMMAND") is { Length: > 0 } published ? [Path.GetFullPath(published)] : BuiltWords("rewrite");

    /// <summary>Whether it is the published command.</summary>
    public static bool IsPublished => Words.Length == 1;

    /// <summary>A word as a shell takes it.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Puts a program <c>rewrite</c> into a folder, for scripts that find it on their path.</summary>
    public static void WriteShim(ExampleRepository folder)
    {
        folder.Write("rewrite", $"#!/bin/sh\nexec {string.Join(' ', Words.Select(Quoted))} \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.PathOf("rewrite"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs <c>rewrite</c>.</summary>
    public static Task<CommandResult> RunAsync(string folder, params string[] arguments) => RunAsync(Words, folder, [], arguments);

    /// <summary>Runs <c>rewrite</c> with more variables in its environment.</summary>
    public static Task<CommandResult> RunWithAsync(string folder, IEnumerable<(string Name, string Value)> environment, params string[] arguments) => RunAsync(Words, folder, environment, arguments);

    /// <summary>Starts <c>rewrite</c>; the caller waits for its end, or kills it.</summary>
    public static Process Start(string folder, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Words[0], [.. Words.Skip(1), .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs <c>rewrite</c> on a disk that kills it at its n-th write.</summary>
    public static Task<CommandResult> RunKilledAsync(string folder, int killAt, params string[] arguments) => RunKilledAsync(folder, killAt, [], arguments);

    /// <summary>Runs <c>rewrite</c> with more variables in its environment, on a disk that kills it at its n-th write.</summary>
    public static Task<CommandResult> RunKilledAsync(string folder, int killAt, IEnumerable<(string Name, string Value)> environment, params string[] arguments) =>
        RunAsync(BuiltWords("rewrite-killed"), folder, [("KILL_AT", killAt.ToString(CultureInfo.InvariantCulture)), .. environment], arguments);

    /// <summary>Runs <c>rewrite</c> on a disk that is full from its n-th write on.</summary>
    public static Task<CommandResult> RunFullDiskAsync(string folder, int fullAt, params string[] arguments) =>
        RunAsync(BuiltWords("rewrite-killed"), folder, [("FULL_AT", fullAt.ToString(CultureInfo.InvariantCulture))], arguments);

    /// <summary>Runs <c>rewrite</c> so many hours later.</summary>
    public static Task<CommandResult> RunLaterAsync(string folder, int hours, IEnumerable<(string Name, string Value)> environment, params string[] arguments) =>
        RunAsync(BuiltWords("rewrite-killed"), folder, [("HOURS_LATER", hours.ToString(CultureInfo.InvariantCulture)), .. environment], arguments);

    /// <summary>The program that runs assemblies.</summary>
    public static string DotnetHost => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>Runs <c>rewrite</c>, and does something to its process as soon as it has come so far.</summary>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="environment">More variables of its environment.</param>
    /// <param name="isReached">Tells whether it has.</param>
    /// <param name="act">What is done to the process.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<CommandResult> RunToAsync(string folder, IEnumerable<(string Name, string Value)> environment, Func<bool> isReached, Action<Process> act, params string[] arguments)
    {
        using var process = Start(Words[0], folder, [("NO_COLOR", "1"), .. environment], [.. Words.Skip(1), .. arguments]);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!isReached() && !process.HasExited) await Task.Delay(20);
        if (!process.HasExited) act(process);
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs any program.</summary>
    public static Task<CommandResult> RunProgramAsync(string program, string folder, IEnumerable<(string Name, string Value)> environment, params string[] arguments) =>
        RunTypedAsync(program, folder, environment, string.Empty, arguments);

    /// <summary>Runs any program with a text as its input.</summary>
    public static async Task<CommandResult> RunTypedAsync(string program, string folder, IEnumerable<(string Name, string Value)> environment, string typed, params string[] arguments)
    {
        using var process = Start(program, folder, environment, arguments);
        if (typed.Length > 0) await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await errors);
    }

    private static Process Start(string program, string folder, IEnumerable<(string Name, string Value)> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static ImmutableArray<string> BuiltWords(string name) => [DotnetHost, Path.Combine(AppContext.BaseDirectory, name + ".dll")];

    private static Task<CommandResult> RunAsync(ImmutableArray<string> words, string folder, IEnumerable<(string, string)> environment, string[] arguments) =>
        RunProgramAsync(words[0], folder, [("NO_COLOR", "1"), .. environment], [.. words.Skip(1), .. arguments]);
}
