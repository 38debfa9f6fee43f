using System.Collections.Immutable;
using Pulumi.Automation;
using Pulumi.Automation.Exceptions;
using Rewriter.Deployment;
using Rewriter.Processes;

namespace Rewriter.Pulumi.Official;

/// <summary>
/// A stack over the Automation API: previews, updates, refreshes and destroys, with their events. What the API would put
/// onto a command line or a disk in the clear (configuration, exports) is left to the command itself, whose folder,
/// environment and stack this one shares.
/// </summary>
internal sealed class AutomationStack : IPulumiStack
{
    private readonly PulumiOptions _options;
    private readonly IProcessRunner _runner;
    private readonly PulumiCommandStack _command;
    private readonly InlineProgram? _inline;
    private PulumiFn? _program;

    public AutomationStack(PulumiOptions options, IProcessRunner runner, string name, string project, InlineProgram? inline)
    {
        (_options, _runner, _inline) = (options, runner, options.Folder is null ? inline : null);
        _command = new PulumiCommandStack(options, runner, name, project);
    }

    /// <inheritdoc/>
    public Task<string?> ExportAsync(CancellationToken cancellationToken) => _command.ExportAsync(cancellationToken);

    /// <inheritdoc/>
    public Task ImportAsync(string export, CancellationToken cancellationToken) => _command.ImportAsync(export, cancellationToken);

    /// <inheritdoc/>
    public Task EnsureAsync(CancellationToken cancellationToken) => _command.EnsureAsync(cancellationToken);

    /// <inheritdoc/>
    public void Use(PulumiProgram program)
    {
        if (_inline is { } inline) _program = PulumiFn.Create(() => inline(program.Desired, program.Imports, PulumiYamlProgram.ConfigurationKey));
        if (_inline is null) _command.Use(program);
        else _command.UseSecrets(program);
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> PreviewAsync(bool exists, bool expectNoChanges, CancellationToken cancellationToken)
    {
        using var place = exists ? await _command.OnStackAsync(cancellationToken) : await _command.OnNothingAsync(cancellationToken);
        var steps = ImmutableArray.CreateBuilder<PulumiStep>();
        return await RunAsync(place.Environment, (stack, onEvent) => stack.PreviewAsync(new PreviewOptions { ExpectNoChanges = expectNoChanges, OnEvent = onEvent }, CancellationToken.None), seen =>
        {
            if (seen is { Kind: PulumiEventKind.Started, Step: { } step }) steps.Add(step);
        }, steps, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> PreviewRefreshAsync(CancellationToken cancellationToken)
    {
        using var place = await _command.OnStackAsync(cancellationToken);
        var steps = ImmutableArray.CreateBuilder<PulumiStep>();
        return await RunAsync(place.Environment, (stack, onEvent) => stack.RefreshAsync(new RefreshOptions { PreviewOnly = true, OnEvent = onEvent, ShowSecrets = false }, CancellationToken.None), seen =>
        {
            if (seen is { Kind: PulumiEventKind.Done, Step: { } step }) steps.Add(step);
        }, steps, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> UpdateAsync(Action<PulumiEvent> onEvent, CancellationToken cancellationToken)
    {
        using var place = await _command.OnStackAsync(CancellationToken.None);
        return await RunAsync(place.Environment, (stack, told) => stack.UpAsync(new UpOptions { OnEvent = told, ShowSecrets = false }, CancellationToken.None), onEvent, null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> DestroyAsync(IReadOnlyCollection<string> urns, Action<PulumiEvent> onEvent, CancellationToken cancellationToken)
    {
        using var place = await _command.OnStackAsync(CancellationToken.None);
        return await RunAsync(place.Environment, (stack, told) => stack.DestroyAsync(new DestroyOptions { Target = [.. urns], OnEvent = told, ShowSecrets = false }, CancellationToken.None), onEvent, null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> AdoptAsync(string type, string name, string id, CancellationToken cancellationToken)
    {
        using var place = await _command.OnStackAsync(cancellationToken);
        var options = new ImportOptions { Resources = [new ImportResource { Type = type, Name = name, Id = id }], Protect = false, GenerateCode = false, ShowSecrets = false };
        return await RunAsync(place.Environment, (stack, _) => stack.ImportAsync(options, CancellationToken.None), _ => { }, null, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    // Only the command is interrupted. An API that is told of it as well answers for a program that it never ran: one
    // without resources, which the command could take for what is wanted.
    private async Task<PulumiRun> RunAsync(
        ImmutableSortedDictionary<string, string> environment, Func<WorkspaceStack, Action<global::Pulumi.Automation.Events.EngineEvent>, Task> operation, Action<PulumiEvent> onEvent, ImmutableArray<PulumiStep>.Builder? steps, CancellationToken cancellationToken)
    {
        var messages = ImmutableArray.CreateBuilder<PulumiDiagnostic>();
        PulumiRun Ended(ProcessEnd end, int exitCode, string words) => new(end, exitCode, steps?.ToImmutable() ?? [], messages.ToImmutable(), _command.Redact(words));
        try
        {
            using var workspace = await LocalWorkspace.CreateAsync(
                new LocalWorkspaceOptions
                {
                    WorkDir = _command.Folder, Program = _program, SecretsProvider = _options.SecretsProvider,
                    PulumiCommand = await RunnerPulumiCommand.CreateAsync(_options, _runner, _command.Folder, environment, _command.EventFile, cancellationToken),
                    EnvironmentVariables = environment.ToDictionary(e => e.Key, e => (string?)e.Value, ProcessEnvironment.Names),
                },
                CancellationToken.None);
            using var stack = await WorkspaceStack.SelectAsync(_command.Name, workspace, CancellationToken.None);
            await operation(stack, seen =>
            {
                if (EventTranslation.Translate(seen) is not { } told) return;
                if (told.Diagnostic is { } message) messages.Add(message with { Message = _command.Redact(message.Message) });
                onEvent(told);
            });
            return Ended(ProcessEnd.Exited, 0, string.Empty);
        }
        catch (CommandFailedException failed)
        {
            return Ended(failed.Result.End, failed.Result.ExitCode, failed.Result.Error.ReplaceLineEndings(" ").Trim());
        }
        catch (Exception broken) when (broken is NoSummaryEventException or UnreadableEventException)
        {
            return Ended(ProcessEnd.Exited, -1, broken.Message);
        }
        catch (Exception broken) when (_inline is not null && broken is not (OperationCanceledException or DeploymentException))
        {
            // What the program itself threw comes out of the API as it is.
            return Ended(ProcessEnd.Exited, -1, broken.Message);
        }
    }
}
