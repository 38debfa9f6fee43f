using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;
using Rewriter.Processes;
using Semver;

namespace Rewriter.Pulumi.Official;

/// <summary>
/// The command as the Automation API calls it, run like every other program here: with the environment that it is given and
/// no other, interrupted once where it is cancelled, ended after its time. The API's own command is killed when it is
/// cancelled, which may leave a state half written.
/// </summary>
internal sealed class RunnerPulumiCommand : PulumiCommand
{
    private readonly PulumiOptions _options;
    private readonly IProcessRunner _runner;
    private readonly Func<string> _eventFile;
    private readonly CancellationToken _interrupt;
    private readonly LocalSerializer _serializer = new();

    private RunnerPulumiCommand(PulumiOptions options, IProcessRunner runner, Func<string> eventFile, SemVersion? version, CancellationToken interrupt) =>
        (_options, _runner, _eventFile, Version, _interrupt) = (options, runner, eventFile, version, interrupt);

    /// <inheritdoc/>
    public override SemVersion? Version { get; }

    /// <summary>The command, once it has told its version.</summary>
    /// <param name="options">The options.</param>
    /// <param name="runner">Runs the command.</param>
    /// <param name="folder">Where it is asked.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="eventFile">Gives a path for the log of events of one call.</param>
    /// <param name="cancellationToken">Interrupts it now, and later every operation that is called through it.</param>
    public static async Task<RunnerPulumiCommand> CreateAsync(
        PulumiOptions options, IProcessRunner runner, string folder, ImmutableSortedDictionary<string, string> environment, Func<string> eventFile, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest { Program = options.Program, Arguments = ["version"], Folder = folder, Environment = environment, Timeout = options.Timeout, GracePeriod = options.GracePeriod };
        var result = await runner.RunAsync(request, null, cancellationToken);
        if (result.End != ProcessEnd.Exited || result.ExitCode != 0) throw new CommandFailedException(result);
        return new RunnerPulumiCommand(options, runner, eventFile, SemVersion.TryParse(result.Output.Trim().TrimStart('v'), SemVersionStyles.Any, out var version) ? version : null, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default) =>
        RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, null, onEngineEvent, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="CommandFailedException">The command ended with another code than 0.</exception>
    public override async Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
    {
        var arguments = args.ToImmutableArray();
        // What the API asks of the stack after an operation has ended is no part of what may be interrupted.
        var interrupt = arguments is ["stack", ..] ? CancellationToken.None : _interrupt;
        if (!arguments.Contains("--non-interactive")) arguments = arguments.Add("--non-interactive");
        var log = onEngineEvent is null ? null : _eventFile();
        if (log is not null) arguments = arguments.Add("--event-log").Add(log);
        var request = new ProcessRequest
        {
            Program = _options.Program, Arguments = arguments, Folder = workingDir, Input = stdIn is null ? null : Encoding.UTF8.GetBytes(stdIn),
            Environment = additionalEnv.Where(e => e.Value is not null).ToImmutableSortedDictionary(e => e.Key, e => e.Value!, ProcessEnvironment.Names),
            Timeout = _options.Timeout, GracePeriod = _options.GracePeriod,
        };
        var running = _runner.RunAsync(request, onStandardOutput, interrupt);
        var result = log is null ? await running : await new EventLog(log, line => onEngineEvent!(Read(line))).FollowAsync(running);
        onStandardError?.Invoke(result.Error);
        return result.End == ProcessEnd.Exited && result.ExitCode == 0 ? new CommandResult(0, result.Output, result.Error) : throw new CommandFailedException(result);
    }

    private EngineEvent Read(string line)
    {
        try
        {
            return _serializer.DeserializeJson<EngineEvent>(line);
        }
        catch (Exception cause) when (cause is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new UnreadableEventException(cause);
        }
    }
}
