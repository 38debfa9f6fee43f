using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Pulumi;

/// <summary>A stack over the <c>pulumi</c> command, in a copy of its program. Judged by exit codes and JSON only.</summary>
internal sealed class PulumiCommandStack : IPulumiStack
{
    private const string ProjectFile = "Pulumi.yaml";

    private static readonly string[] LeftOut = [".git", ".rewrite"];

    private readonly PulumiOptions _options;
    private readonly IProcessRunner _runner;
    private readonly WorkingCopy _copy;
    private readonly string _name;
    private readonly ImmutableSortedDictionary<string, string> _environment;
    private ImmutableSortedDictionary<string, string> _secrets;
    private bool _isConfigured;

    public PulumiCommandStack(PulumiOptions options, IProcessRunner runner, string name, string project)
    {
        (_options, _runner, _name, _secrets) = (options, runner, name, options.SecretConfig);
        _environment = EnvironmentFor(options, SystemProcessRunner.OwnEnvironment());
        _copy = options.Folder is { } folder
            ? WorkingCopy.Make("pulumi", options.Root ?? folder, folder, LeftOut, overlay: options.Overlay?.Invoke())
            : WorkingCopy.Empty("pulumi");
        if (options.Folder is null) _copy.Write(ProjectFile, $"name: {JsonSerializer.Serialize(project)}\nruntime: yaml\nresources: {{}}\n");
    }

    private string SettingsFile => Path.Combine(_copy.Folder, $"Pulumi.{_name[(_name.LastIndexOf('/') + 1)..]}.yaml");

    /// <inheritdoc/>
    public async Task<string?> ExportAsync(CancellationToken cancellationToken)
    {
        var result = await CallAsync(_environment, ["stack", "export", "--stack", _name], null, null, cancellationToken);
        if (result is { End: ProcessEnd.Exited, ExitCode: PulumiRun.StackNotFound }) return null;
        Require("stack export", result);
        if (!File.Exists(SettingsFile) && PulumiProgram.SettingsFor(result.Output) is { Length: > 0 } settings) WorkingCopy.WritePrivate(SettingsFile, settings);
        return result.Output;
    }

    /// <inheritdoc/>
    public async Task ImportAsync(string export, CancellationToken cancellationToken) =>
        Require("stack import", await CallAsync(_environment, ["stack", "import", "--stack", _name], export, null, cancellationToken));

    /// <inheritdoc/>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var selected = await CallAsync(_environment, ["stack", "select", "--stack", _name], null, null, cancellationToken);
        if (selected is { End: ProcessEnd.Exited, ExitCode: PulumiRun.StackNotFound }) await InitAsync(_environment, _options.SecretsProvider, cancellationToken);
        else Require("stack select", selected);
    }

    /// <inheritdoc/>
    public void Use(PulumiProgram program)
    {
        if (_options.Folder is not null) return;
        _copy.Write(ProjectFile, program.Yaml);
        _secrets = program.Secrets;
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> PreviewAsync(bool exists, bool expectNoChanges, CancellationToken cancellationToken)
    {
        string[] arguments = ["preview", "--json", "--stack", _name];
        if (expectNoChanges) arguments = [.. arguments, "--expect-no-changes"];
        if (!exists) return await PreviewOnNothingAsync(arguments, cancellationToken);
        await ConfigureAsync(_environment, cancellationToken);
        return Previewed(await CallAsync(_environment, arguments, null, null, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> PreviewRefreshAsync(CancellationToken cancellationToken)
    {
        var steps = ImmutableArray.CreateBuilder<PulumiStep>();
        var run = await LoggedAsync(["refresh", "--preview-only", "--yes", "--stack", _name], e =>
        {
            if (e is { Kind: PulumiEventKind.Done, Step: { } step }) steps.Add(step);
        }, cancellationToken);
        return run with { Steps = steps.ToImmutable() };
    }

    /// <inheritdoc/>
    public async Task<PulumiRun> UpdateAsync(Action<PulumiEvent> onEvent, CancellationToken cancellationToken)
    {
        await ConfigureAsync(_environment, CancellationToken.None);
        return await LoggedAsync(["up", "--yes", "--skip-preview", "--stack", _name], onEvent, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PulumiRun> DestroyAsync(IReadOnlyCollection<string> urns, Action<PulumiEvent> onEvent, CancellationToken cancellationToken) =>
        LoggedAsync(["destroy", "--yes", "--skip-preview", "--stack", _name, .. urns.SelectMany(u => new[] { "--target", u })], onEvent, cancellationToken);

    /// <inheritdoc/>
    public async Task<PulumiRun> AdoptAsync(string type, string name, string id, CancellationToken cancellationToken)
    {
        await ConfigureAsync(_environment, cancellationToken);
        var file = _copy.Beside("import.json");
        WorkingCopy.WritePrivate(file, JsonSerializer.Serialize(new { resources = new[] { new { type, name, id } } }));
        return await LoggedAsync(["import", "--file", file, "--yes", "--skip-preview", "--protect=false", "--generate-code=false", "--stack", _name], _ => { }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    internal static ImmutableSortedDictionary<string, string> EnvironmentFor(PulumiOptions options, IEnumerable<KeyValuePair<string, string>> own)
    {
        var all = ProcessEnvironment.Select(own, options.PassedEnvironment).ToBuilder();
        foreach (var (name, value) in options.Environment) all[name] = value;
        if (options.Backend is { } backend) all["PULUMI_BACKEND_URL"] = backend;
        all["PULUMI_SKIP_UPDATE_CHECK"] = "true";
        // The event log is offered only to those who look for it.
        all["PULUMI_DEBUG_COMMANDS"] = "true";
        return all.ToImmutable();
    }

    private async Task InitAsync(ImmutableSortedDictionary<string, string> environment, string? secretsProvider, CancellationToken cancellationToken)
    {
        string[] arguments = ["stack", "init", _name, "--no-select"];
        Require("stack init", await CallAsync(environment, secretsProvider is null ? arguments : [.. arguments, "--secrets-provider", secretsProvider], null, null, cancellationToken));
    }

    // The settings of that other stack are none of the real one's.
    private async Task<PulumiRun> PreviewOnNothingAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var settings = File.Exists(SettingsFile) ? await File.ReadAllTextAsync(SettingsFile, cancellationToken) : null;
        var environment = await ScratchAsync(cancellationToken);
        await ConfigureAsync(environment, cancellationToken);
        var result = await CallAsync(environment, arguments, null, null, cancellationToken);
        _isConfigured = false;
        if (settings is null) File.Delete(SettingsFile);
        else WorkingCopy.WritePrivate(SettingsFile, settings);
        return Previewed(result);
    }

    // An empty stack of the same name in a backend that goes with the copy.
    private async Task<ImmutableSortedDictionary<string, string>> ScratchAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(_copy.Beside("backend")).FullName;
        var environment = _environment.SetItem("PULUMI_BACKEND_URL", new Uri(folder + Path.DirectorySeparatorChar).AbsoluteUri.TrimEnd('/'));
        if (!environment.ContainsKey("PULUMI_CONFIG_PASSPHRASE") && !environment.ContainsKey("PULUMI_CONFIG_PASSPHRASE_FILE"))
            environment = environment.SetItem("PULUMI_CONFIG_PASSPHRASE", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        if (!Directory.Exists(Path.Combine(folder, ".pulumi"))) await InitAsync(environment, null, cancellationToken);
        return environment;
    }

    private async Task ConfigureAsync(ImmutableSortedDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        if (_isConfigured) return;
        foreach (var (key, value) in _options.Config) await SetAsync(environment, key, value, "--plaintext", cancellationToken);
        foreach (var (key, value) in _secrets) await SetAsync(environment, key, value, "--secret", cancellationToken);
        _isConfigured = true;
    }

    private async Task SetAsync(ImmutableSortedDictionary<string, string> environment, string key, string value, string kind, CancellationToken cancellationToken) =>
        Require("config set", await CallAsync(environment, ["config", "set", key, kind, "--stack", _name], value, null, cancellationToken));

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
        var path = _copy.Beside($"events-{Path.GetRandomFileName()}.jsonl");
        var log = new EventLog(path, e =>
        {
            if (e.Diagnostic is { } message) messages.Add(Redact(message));
            onEvent(e);
        });
        var result = await log.FollowAsync(CallAsync(_environment, [.. arguments, "--event-log", path], null, null, cancellationToken));
        return new PulumiRun(result.End, result.ExitCode, [], messages.ToImmutable(), Words(result));
    }

    private async Task<ProcessResult> CallAsync(ImmutableSortedDictionary<string, string> environment, string[] arguments, string? input, Action<string>? onLine, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ProcessRequest
            {
                Program = _options.Program, Arguments = [.. arguments, "--non-interactive"], Folder = _copy.Folder, Environment = environment,
                Input = input is null ? null : Encoding.UTF8.GetBytes(input), Timeout = _options.Timeout, GracePeriod = _options.GracePeriod,
            };
            return await _runner.RunAsync(request, onLine, cancellationToken);
        }
        catch (ProgramMissingException missing)
        {
            throw new PulumiException(Descriptors.ProgramMissing.Failure(null, missing.Program));
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

    private string Redact(string text) => _options.SecretConfig.Values.Append(_environment.GetValueOrDefault("PULUMI_CONFIG_PASSPHRASE", string.Empty)).Where(s => s.Length > 0)
        .Aggregate(text, (all, secret) => all.Replace(secret, "(secret)", StringComparison.Ordinal));
}
