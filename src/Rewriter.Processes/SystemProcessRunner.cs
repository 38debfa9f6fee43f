using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rewriter.Processes;

/// <summary>Runs programs of this machine.</summary>
public sealed class SystemProcessRunner : IProcessRunner
{
    private static readonly string[] WindowsEndings = [string.Empty, ".exe"];
    private static readonly string[] UnixEndings = [string.Empty];

    // A clock takes no more than some weeks.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>The path of a program that PATH leads to; null where none does. A path is looked up as it is.</summary>
    public static string? Find(string program, string? path)
    {
        var endings = OperatingSystem.IsWindows() ? WindowsEndings : UnixEndings;
        var folders = program.Contains(Path.DirectorySeparatorChar) ? [string.Empty] : (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(f => endings.Select(e => Path.Combine(f, program + e))).FirstOrDefault(File.Exists);
    }

    /// <summary>The environment of this process.</summary>
    public static ImmutableSortedDictionary<string, string> OwnEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToImmutableSortedDictionary(e => (string)e.Key, e => (string)e.Value!, ProcessEnvironment.Names);

    /// <inheritdoc/>
    public async Task<ProcessResult> RunAsync(ProcessRequest request, Action<string>? onOutputLine, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Start(request) };
        process.Start();
        if (request.OutputLimit is { } most) return await RunBoundedAsync(process, request, most, cancellationToken);
        var output = ReadAsync(process.StandardOutput, onOutputLine);
        var error = ReadAsync(process.StandardError, null);
        await FeedAsync(process, request.Input);
        var end = await WaitAsync(process, request, cancellationToken);
        return new ProcessResult(end, process.ExitCode, await output, await error);
    }

    private static async Task<ProcessResult> RunBoundedAsync(Process process, ProcessRequest request, int most, CancellationToken cancellationToken)
    {
        using var tooMuch = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var output = new BoundedOutput(process.StandardOutput, most, tooMuch);
        var error = new BoundedOutput(process.StandardError, most, tooMuch);
        await FeedAsync(process, request.Input);
        var end = await WaitAsync(process, request, tooMuch.Token);
        var (said, complained) = (await output.EndAsync(request.GracePeriod), await error.EndAsync(request.GracePeriod));
        if (cancellationToken.IsCancellationRequested && end == ProcessEnd.Cancelled) return new ProcessResult(end, process.ExitCode, said, complained);
        return new ProcessResult(output.IsTooMuch || error.IsTooMuch ? ProcessEnd.TooMuchOutput : end, process.ExitCode, said, complained);
    }

    // A terminal's Ctrl-C reaches every process of its group. Terraform counts interrupts and drops everything at the
    // second one, so it runs in a session of its own and gets exactly the one that is sent below.
    private static ProcessStartInfo Start(ProcessRequest request)
    {
        var path = request.Environment.GetValueOrDefault("PATH");
        var program = Find(request.Program, path) ?? throw new ProgramMissingException(request.Program);
        var session = OperatingSystem.IsLinux() ? Find("setsid", path) : null;
        var start = new ProcessStartInfo(session ?? program)
        {
            WorkingDirectory = request.Folder, UseShellExecute = false, CreateNoWindow = true,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false), StandardErrorEncoding = new UTF8Encoding(false),
        };
        if (session is not null) start.ArgumentList.Add(program);
        foreach (var argument in request.Arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in request.Environment) start.Environment[name] = value;
        return start;
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte>? input)
    {
        try
        {
            if (input is { } bytes) await process.StandardInput.BaseStream.WriteAsync(bytes);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it; its exit code says whether that is well.
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? onLine)
    {
        var all = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            all.Append(line).Append('\n');
            onLine?.Invoke(line);
        }

        return all.ToString();
    }

    private static async Task<ProcessEnd> WaitAsync(Process process, ProcessRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.Timeout < Longest ? request.Timeout : Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return ProcessEnd.Exited;
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process, request);
            return cancellationToken.IsCancellationRequested ? ProcessEnd.Cancelled : ProcessEnd.TimedOut;
        }
    }

    private static async Task StopAsync(Process process, ProcessRequest request)
    {
        using var grace = new CancellationTokenSource(request.GracePeriod);
        try
        {
            if (!OperatingSystem.IsWindows() && Find("kill", request.Environment.GetValueOrDefault("PATH")) is { } kill)
            {
                using var sent = Process.Start(kill, ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
                await process.WaitForExitAsync(grace.Token);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It did not listen; it is killed below.
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
