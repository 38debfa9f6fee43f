using System.Globalization;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Pulumi;

/// <summary>Says why a command failed: chosen by its exit code, told in its own words.</summary>
internal static class PulumiFailures
{
    /// <summary>The failure of a run.</summary>
    /// <param name="options">The options.</param>
    /// <param name="command">The command without the program: <c>stack import</c>.</param>
    /// <param name="run">What came of it.</param>
    /// <param name="address">The resource that it concerns; null for none in particular.</param>
    public static DeploymentFailure Failure(PulumiOptions options, string command, PulumiRun run, string? address = null)
    {
        var called = $"{options.Program} {command}";
        if (run.End == ProcessEnd.TimedOut) return Descriptors.ProgramTimedOut.Failure(address, called, (long)options.Timeout.TotalSeconds);
        var words = run.Diagnostics.FirstOrDefault(d => d.IsError)?.Message ?? run.Words;
        if (words.Length == 0) words = $"it ended with {run.ExitCode.ToString(CultureInfo.InvariantCulture)}";
        return run.ExitCode is PulumiRun.ConfigurationMissing or PulumiRun.AccessDenied
            ? Descriptors.PulumiAccess.Failure(address, called, words)
            : Descriptors.ProgramFailed.Failure(address, called, words);
    }

    /// <summary>The failure as an exception.</summary>
    public static DeploymentException Exception(PulumiOptions options, string command, PulumiRun run) => new(Failure(options, command, run), run.WasCancelled);
}
