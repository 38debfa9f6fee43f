using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Pulumi;

/// <summary>A stack over the <c>pulumi</c> command, in a copy of its program. Judged by exit codes and JSON only.</summary>
internal sealed class PulumiCommandStack : IPulumiStack
{
    private const string ProjectFile = "Pulumi.yaml";
    private const string PassphraseVariable = "PULUMI_CONFIG_PASSPHRASE";
    private const string PassphraseFileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";
    private const string BackendVariable = "PULUMI_BACKEND_URL";

    private static readonly string[] LeftOut = [".git", ".rewrite"];

    private readonly PulumiOptions _options;
    private readonly IProcessRunner _runner;
    private readonly WorkingCopy _copy;
    private readonly ImmutableSortedDictionary<string, string> _environment;
    private readonly ImmutableArray<string> _hidden;
    private ImmutableSortedDictionary<string, string> _secrets;
    private bool _isConfigured;

    public PulumiCommandStack(PulumiOptions options, IProcessRunner runner, string name, string project)
    {
        (_options, _runner, Name, _secrets) = (options, runner, name, options.SecretConfig);
        _environment = EnvironmentFor(options, SystemProcessRunner.OwnEnvironment());
        _hidden = [.. options.SecretConfig.Values.Append(PassphraseIn(_environment)).Where(s => s.Length > 0)];
        _copy = options.Folder is { } folder
            ? WorkingCopy.Make("pulumi", options.Root ?? folder, folder, LeftOut, overlay: options.Overlay?.Invoke())
            : WorkingCopy.Empty("pulumi");
        if (options.Folder is null) _copy.Write(ProjectFile, $"name: {DeploymentJson.Quote(project)}\nruntime: yaml\nresources: {{}}\n");
    }

    /// <summary>The stack's name.</summary>
    public string Name { get; }

    /// <summary>The folder of the program's copy.</summary>
    public string Folder => _copy.Folder;

    private string SettingsFile => Path.Combine(_copy.Folder, $"Pulumi.{Name[(Name.LastIndexOf('/') + 1)..]}.yaml");

    /// <inheritdoc/>
    public async Task<string?> ExportAsync(CancellationToken cancellationToken)
    {
        if (BackendFolder is { } folder && !Directory.Exists(folder)) return null;
        var result = await CallAsync(_environment, ["stack", "export", "--stack", Name], null, cancellationToken);
        if (result is { End: ProcessEnd.Exited, ExitCode: PulumiRun.StackNotFound }) return null;
        Require("stack export", result);
        if (!File.Exists(SettingsFile) && PulumiProgram.SettingsFor(result.Output) is { Length: > 0 } settings) WorkingCopy.WritePrivate(SettingsFile, settings);
        return result.Output;
    }

    /// <inheritdoc/>
    public async Task ImportAsync(string export, CancellationToken cancellationToken) =>
        Require("stack import", await CallAsync(_environment, ["stack", "import", "--stack", Name], export, cancellationToken));

    /// <inheritdoc/>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (BackendFolder is { } folder) Directory.CreateDirectory(folder);
        var selected = await CallAsync(_environment, ["stack", "select", "--stack", Name], null, cancellationToken);
        if (selected is { End: ProcessEnd.Exited, ExitCode: PulumiRun.StackNotFound }) await InitAsync(_environment, _options.SecretsProvider, cancellationToken);
        else Require("stack select", selected);
    }

    /// <inheritdoc/>
    public void Use(PulumiProgram program)
    {
        if (_options.Folder is null) _copy.Write(ProjectFile, program.Yaml);
        UseSecrets(program);
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> PreviewAsync(bool exists, bool expectNoChanges, CancellationToken cancellationToken)
    {
        using var place = exists ? await OnStackAsync(cancellationToken) : await OnNothingAsync(cancellationToken);
        string[] arguments = ["preview", "--json", "--stack", Name];
        return Previewed(await CallAsync(place.Environment, expectNoChanges ? [.. arguments, "--expect-no-changes"] : arguments, null, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> PreviewRefreshAsync(CancellationToken cancellationToken)
    {
        var steps = ImmutableArray.CreateBuilder<PulumiStep>();
        var run = await LoggedAsync(["refresh", "--preview-only", "--yes", "--stack", Name], e =>
        {
            if (e is { Kind: PulumiEventKind.Done, Step: { } step }) steps.Add(step);
        }, cancellationToken);
        return run with { Steps = steps.ToImmutable() };
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> UpdateAsync(Action<PulumiEvent> onEvent, CancellationToken cancellationToken)
    {
        using var place = await OnStackAsync(CancellationToken.None);
        return await LoggedAsync(["up", "--yes", "--skip-preview", "--stack", Name], onEvent, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PulumiRun> DestroyAsync(IReadOnlyCollection<string> urns, Action<PulumiEvent> onEvent, CancellationToken cancellationToken) =>
        LoggedAsync(["destroy", "--yes", "--skip-preview", "--stack", Name, .. urns.SelectMany(u => new[] { "--target", u })], onEvent, cancellationToken);

    /// <inheritdoc/>
    public async Task<PulumiRun> AdoptAsync(string type, string name, string id, CancellationToken cancellationToken)
    {
        using var place = await OnStackAsync(cancellationToken);
        var file = _copy.Beside("import.json");
        WorkingCopy.WritePrivate(file, new JsonObject { ["resources"] = new JsonArray(new JsonObject { ["type"] = type, ["name"] = name, ["id"] = id }) }.ToJsonString());
        return await LoggedAsync(["import", "--file", file, "--yes", "--skip-preview", "--protect=false", "--generate-code=false", "--stack", Name], _ => { }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    /// <summary>Takes over the secrets of a program, without its text.</summary>
    public void UseSecrets(PulumiProgram program)
    {
        if (_options.Folder is null) _secrets = program.Secrets;
    }

    /// <summary>Where the stack is, configured.</summary>
    public async Task<StackPlace> OnStackAsync(CancellationToken cancellationToken)
    {
        if (!_isConfigured) await ConfigureAsync(_environment, cancellationToken);
        _isConfigured = true;
        return new StackPlace(_environment, () => { });
    }

    /// <summary>An empty stack of the same name elsewhere, configured. Its settings are none of the real one's, which come back when the place is left.</summary>
    public async Task<StackPlace> OnNothingAsync(CancellationToken cancellationToken)
    {
        var settings = File.Exists(SettingsFile) ? await File.ReadAllTextAsync(SettingsFile, cancellationToken) : null;
        var environment = await ScratchAsync(cancellationToken);
        await ConfigureAsync(environment, cancellationToken);
        return new StackPlace(environment, () =>
        {
            if (settings is null) File.Delete(SettingsFile);
            else WorkingCopy.WritePrivate(SettingsFile, settings);
        });
    }

    /// <summary>A path for the log of events of one call.</summary>
    public string EventFile() => _copy.Beside($"events-{Path.GetRandomFileName()}.jsonl");

    /// <summary>A text of the command without secrets.</summary>
    public string Redact(string text) => _hidden.Aggregate(text, (all, secret) => all.Replace(secret, "(secret)", StringComparison.Ordinal));

    // A folder of states that is not there yet holds none. Pulumi does not make it.
    private string? BackendFolder =>
        _environment.GetValueOrDefault(BackendVariable) is { } backend && Uri.TryCreate(backend, UriKind.Absolute, out var url) && url.IsFile && url.Host.Length == 0 ? url.LocalPath : null;

    internal static ImmutableSortedDictionary<string, string> EnvironmentFor(PulumiOptions options, IEnumerable<KeyValuePair<string, string>> own)
    {
        var all = ProcessEnvironment.Select(own, options.PassedEnvironment).ToBuilder();
        foreach (var (name, value) in options.Environment) all[name] = value;
        if (options.Backend is { } backend) all[BackendVariable] = backend;
        // One source of the passphrase takes the place of whatever the environment has.
        if ((options.Passphrase ?? options.PassphraseFile) is not null) all.RemoveRange([PassphraseVariable, PassphraseFileVariable]);
        if (options.Passphrase is { } passphrase) all[PassphraseVariable] = passphrase;
        if (options.PassphraseFile is { } file) all[PassphraseFileVariable] = file;
        all["PULUMI_SKIP_UPDATE_CHECK"] = "true";
        // The event log is offered only to those who look for it.
        all["PULUMI_DEBUG_COMMANDS"] = "true";
        return all.ToImmutable();
    }

    private static string PassphraseIn(ImmutableSortedDictionary<string, string> environment) =>
        environment.TryGetValue(PassphraseVariable, out var passphrase) ? passphrase
        : environment.TryGetValue(PassphraseFileVariable, out var file) && File.Exists(file) ? File.ReadAllText(file).Trim()
        : string.Empty;

    private async Task InitAsync(ImmutableSortedDictionary<string, string> environment, string? secretsProvider, CancellationToken cancellationToken)
    {
        string[] arguments = ["stack", "init", Name, "--no-select"];
        Require("stack init", await CallAsync(environment, secretsProvider is null ? arguments : [.. arguments, "--secrets-provider", secretsProvider], null, cancellationToken));
    }

    // An empty stack of the same name in a backend that goes with the copy.
    private async Task<ImmutableSortedDictionary<string, string>> ScratchAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(_copy.Beside("backend")).FullName;
        var environment = _environment.SetItem(BackendVariable, new Uri(folder + Path.DirectorySeparatorChar).AbsoluteUri.TrimEnd('/'));
        if (!environment.ContainsKey(PassphraseVariable) && !environment.ContainsKey(PassphraseFileVariable))
            environment = environment.SetItem(PassphraseVariable, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        if (!Directory.Exists(Path.Combine(folder, ".pulumi"))) await InitAsync(environment, null, cancellationToken);
        return environment;
    }

    private async Task ConfigureAsync(ImmutableSortedDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in _options.Config) await SetAsync(environment, key, value, "--plaintext", cancellationToken);
        foreach (var (key, value) in _secrets) await SetAsync(environment, key, value, "--secret", cancellationToken);
    }

    private async Task SetAsync(ImmutableSortedDictionary<string, string> environment, string key, string value, string kind, CancellationToken cancellationToken) =>
        Require("config set", await CallAsync(environment, ["config", "set", key, kind, "--stack", Name], value, cancellationToken));

    private PulumiRun Previewed(ProcessResult result)
    {
        try
        {
            using var document = JsonDocument.Parse(result.Output.Length == 0 ? "{}" : result.Output);
            var root = document.RootElement;
            return new PulumiRun(result.End, result.ExitCode, [.. root.Array("steps").Select(PulumiStep.ReadPreview)], [.. root.Array("diagnostics").Select(PulumiEvent.ReadDiagnostic).Select(Redact)], Words(result));
        }
        catch (JsonException)
        {
            return new PulumiRun(result.End, result.ExitCode == 0 ? -1 : result.ExitCode, [], [], result.ExitCode == 0 ? "its preview is no JSON" : Words(result));
        }
    }

    private async Task<PulumiRun> LoggedAsync(string[] arguments, Action<PulumiEvent> onEvent, CancellationToken cancellationToken)
    {
        var messages = ImmutableArray.CreateBuilder<PulumiDiagnostic>();
        var path = EventFile();
        var log = new EventLog(path, line =>
        {
            if (PulumiEvent.Read(line) is not { } told) return;
            if (told.Diagnostic is { } message) messages.Add(Redact(message));
            onEvent(told);
        });
        var result = await log.FollowAsync(CallAsync(_environment, [.. arguments, "--event-log", path], null, cancellationToken));
        return new PulumiRun(result.End, result.ExitCode, [], messages.ToImmutable(), Words(result));
    }

    private async Task<ProcessResult> CallAsync(ImmutableSortedDictionary<string, string> environment, string[] arguments, string? input, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ProcessRequest
            {
                Program = _options.Program, Arguments = [.. arguments, "--non-interactive"], Folder = _copy.Folder, Environment = environment,
                Input = input is null ? null : Encoding.UTF8.GetBytes(input), Timeout = _options.Timeout, GracePeriod = _options.GracePeriod,
            };
            return await _runner.RunAsync(request, null, cancellationToken);
        }
        catch (ProgramMissingException missing)
        {
            throw new DeploymentException(Descriptors.ProgramMissing.Failure(null, missing.Program));
        }
    }

    private void Require(string command, ProcessResult result)
    {
        var run = new PulumiRun(result.End, result.ExitCode, [], [], Words(result));
        if (!run.Succeeded) throw PulumiFailures.Exception(_options, command, run);
    }

    private string Words(ProcessResult result) =>
        Redact(string.Join(' ', result.Error.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));

    private PulumiDiagnostic Redact(PulumiDiagnostic message) => message with { Message = Redact(message.Message) };
}
