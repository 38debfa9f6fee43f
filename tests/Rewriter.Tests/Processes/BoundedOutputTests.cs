using System.Collections.Immutable;
using Rewriter.Processes;

namespace Rewriter.Tests.Processes;

/// <summary>Programs that may print so much and no more.</summary>
public sealed class BoundedOutputTests
{
    [Fact]
    public async Task What_is_within_the_limit_is_as_without_one()
    {
        var free = await RunAsync(null, "git", "help", "-a");
        var bounded = await RunAsync(free.Output.Length, "git", "help", "-a");

        Assert.Equal((ProcessEnd.Exited, 0, free.Output), (bounded.End, bounded.ExitCode, bounded.Output));
    }

    [Fact]
    public async Task What_is_beyond_the_limit_is_not_kept_and_said_so()
    {
        var (end, _, output, _) = await RunAsync(100, "git", "help", "-a");

        Assert.Equal((ProcessEnd.TooMuchOutput, 100), (end, output.Length));
    }

    [Fact]
    public async Task A_program_that_never_stops_printing_is_stopped()
    {
        if (OperatingSystem.IsWindows()) return; // There is no such program.

        Assert.Equal(ProcessEnd.TooMuchOutput, (await RunAsync(1000, "sh", "-c", "yes")).End);
        Assert.Equal(ProcessEnd.TooMuchOutput, (await RunAsync(1000, "sh", "-c", "yes >&2")).End);
    }

    [Fact]
    public async Task What_a_program_left_behind_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return; // It needs a shell.

        var (end, code, output, _) = await RunAsync(1000, "sh", "-c", "sleep 30 & echo here");

        Assert.Equal((ProcessEnd.Exited, 0, "here\n"), (end, code, output));
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_stopped()
    {
        if (OperatingSystem.IsWindows()) return; // It needs a shell.

        Assert.Equal(ProcessEnd.TimedOut, (await RunAsync(1000, TimeSpan.FromMilliseconds(50), "sh", "-c", "sleep 30")).End);
    }

    private static Task<ProcessResult> RunAsync(int? limit, params ImmutableArray<string> words) => RunAsync(limit, TimeSpan.FromMinutes(5), words);

    private static Task<ProcessResult> RunAsync(int? limit, TimeSpan timeout, params ImmutableArray<string> words) => new SystemProcessRunner().RunAsync(
        new ProcessRequest
        {
            Program = words[0], Arguments = words[1..], Folder = Path.GetTempPath(), OutputLimit = limit, Timeout = timeout, GracePeriod = TimeSpan.FromMilliseconds(300),
            Environment = ProcessEnvironment.Select(SystemProcessRunner.OwnEnvironment(), ProcessEnvironment.Common),
        },
        null,
        CancellationToken.None);
}
