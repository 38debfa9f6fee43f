using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Terraform;

/// <summary>One copy of the configuration, bound to the backend of one state, and the commands that are run in it.</summary>
internal sealed class TerraformSession : IDisposable
{
    private const string PlanFile = "rewrite.tfplan";
    private const string BackendFile = "rewrite.tfbackend";
    private const string OverrideFile = "zz_rewrite_override.tf";

    private static readonly string[] LeftOut = [".git", ".terraform", ".rewrite", "node_modules"];

    private readonly TerraformOptions _options;
    private readonly IProcessRunner _runner;
    private readonly TerraformCommand _command;
    private readonly WorkingCopy _copy;
    private bool _hasBegun;

    private TerraformSession(TerraformOptions options, IProcessRunner runner, WorkingCopy copy)
    {
        (_options, _runner, _copy) = (options, runner, copy);
        _command = TerraformCommand.For(options, copy.Folder, SystemProcessRunner.OwnEnvironment());
    }

    /// <summary>The backend as people write it: <c>local:/path</c>, <c>gcs:bucket=b,prefix=p</c>.</summary>
    public string Backend { get; private set; } = string.Empty;

    /// <summary>The root module in the copy.</summary>
    public string Folder => _copy.Folder;

    /// <summary>Copies the configuration and binds it to the backend of a state. Nothing of that state is changed.</summary>
    public static async Task<TerraformSession> OpenAsync(TerraformOptions options, IProcessRunner runner, string stateKey, CancellationToken cancellationToken)
    {
        var session = new TerraformSession(options, runner, WorkingCopy.Make("terraform", options.Root ?? options.Folder, options.Folder, LeftOut, IsState, options.Overlay?.Invoke()));
        try
        {
            await session.BindAsync(stateKey, cancellationToken);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Binds the copy to the backend of a state; -reconfigure, because nothing is to be moved from the one before.</summary>
    public async Task BindAsync(string stateKey, CancellationToken cancellationToken)
    {
        var settings = _options.Backend.ToImmutableSortedDictionary(b => b.Key, b => b.Value.Replace(TerraformOptions.StateKeyPlaceholder, stateKey, StringComparison.Ordinal), StringComparer.Ordinal);
        // A relative path would lead into the copy. Most often it is known beforehand that it is one; else `init` tells.
        var guess = settings.TryGetValue("path", out var given) && MentionsLocalBackend() ? settings.SetItem("path", Absolute(given)) : settings;
        await InitAsync(guess, cancellationToken);
        var (type, config) = Configured();
        if (type is null or "local")
        {
            var path = Absolute(config?.Text("path") ?? "terraform.tfstate");
            if (type is null) _copy.Write(OverrideFile, "terraform {\n  backend \"local\" {}\n}\n");
            if (path != config?.Text("path")) await InitAsync(settings.SetItem("path", path), cancellationToken);
            Backend = $"local:{path}";
        }
        else
        {
            if (guess != settings) await InitAsync(settings, cancellationToken);
            Backend = $"{type}:{string.Join(',', settings.Select(s => $"{s.Key}={s.Value}"))}";
        }
    }

    /// <summary>Binds the copy to a state of its own, filled with another one's content, so that nothing real is written or locked.</summary>
    public async Task UseOwnStateAsync(string stateText, CancellationToken cancellationToken)
    {
        var path = _copy.Beside("simulation.tfstate");
        if (stateText.Length > 0) WorkingCopy.WritePrivate(path, stateText);
        _copy.Write(OverrideFile, $"terraform {{\n  backend \"local\" {{\n    path = {DeploymentJson.Quote(path)}\n  }}\n}}\n");
        await InitAsync(ImmutableSortedDictionary<string, string>.Empty, cancellationToken);
    }

    /// <summary>The state's text; empty where there is none.</summary>
    public async Task<string> PullAsync(CancellationToken cancellationToken) =>
        (await RunAsync(["state", "pull"], null, cancellationToken)).Output.Trim();

    /// <summary>Writes the blocks that a target needs, as far as the state does not hold what they say.</summary>
    public void Generate(DeploymentTarget target, EngineState? state)
    {
        if (GeneratedBlocks.Write(target, state) is { } text) _copy.Write(GeneratedBlocks.FileName, text);
    }

    /// <summary>Makes and saves a plan. It is read also where the program failed but wrote it.</summary>
    public async Task<(JsonDocument Plan, IReadOnlyList<TerraformDiagnostic> Diagnostics)> PlanAsync(IEnumerable<string> more, CancellationToken cancellationToken)
    {
        var stream = new TerraformStream(null, Redact);
        File.Delete(Path.Combine(Folder, PlanFile));
        string[] arguments = ["plan", $"-out={PlanFile}", "-input=false", "-no-color", Lock(), "-detailed-exitcode", "-json", .. Values(), .. more];
        var result = await CallAsync(arguments, stream.Read, cancellationToken);
        if (!File.Exists(Path.Combine(Folder, PlanFile))) throw Failed("plan", stream.Diagnostics, result);
        var shown = await RunAsync(["show", "-json", PlanFile], null, cancellationToken);
        return (JsonDocument.Parse(shown.Output), stream.Diagnostics);
    }

    /// <summary>Applies the plan that was saved last. A failure is in the result; cancelling interrupts and gives what was done.</summary>
    public async Task<(ProcessResult Result, TerraformStream Stream)> ApplyAsync(IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        var stream = new TerraformStream(progress, Redact);
        _hasBegun = true;
        var result = await _command.RunAsync(_runner, ["apply", "-input=false", "-no-color", Lock(), "-json", PlanFile], stream.Read, cancellationToken);
        return (result, stream);
    }

    /// <summary>Runs <c>import</c>.</summary>
    public async Task ImportAsync(string address, string id, CancellationToken cancellationToken)
    {
        await RunAsync(["import", "-input=false", "-no-color", Lock(), .. Values(), address, id], null, cancellationToken);
        _hasBegun = true;
    }

    /// <summary>Drops an address from the state.</summary>
    public async Task ForgetAsync(string address, CancellationToken cancellationToken)
    {
        await RunAsync(["state", "rm", Lock(), address], null, cancellationToken);
        _hasBegun = true;
    }

    /// <summary>Writes a state. Never by force: another lineage or an older serial is refused by the program.</summary>
    public async Task PushAsync(string text, CancellationToken cancellationToken)
    {
        var path = _copy.Beside("push.tfstate");
        WorkingCopy.WritePrivate(path, text);
        await RunAsync(["state", "push", Lock(), path], null, cancellationToken);
        _hasBegun = true;
    }

    /// <summary>A failure with the words of the program.</summary>
    public DeploymentException Failed(string what, IEnumerable<TerraformDiagnostic> diagnostics, ProcessResult result)
    {
        if (result.End == ProcessEnd.TimedOut) return new DeploymentException(Descriptors.ProgramTimedOut.Failure(null, $"{_options.Program} {what}", (long)_options.Timeout.TotalSeconds)) { HasBegun = _hasBegun };
        var error = diagnostics.FirstOrDefault(d => d.IsError);
        var text = error?.Text ?? string.Join(' ', Redact(result.Error).Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (text.Length == 0) text = $"it ended with {result.ExitCode.ToString(CultureInfo.InvariantCulture)}";
        return new DeploymentException(Descriptors.ProgramFailed.Failure(error?.Address, $"{_options.Program} {what}", text), result.End == ProcessEnd.Cancelled) { HasBegun = _hasBegun };
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    private async Task InitAsync(ImmutableSortedDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in settings) text.Append(name).Append(" = ").Append(DeploymentJson.WriteLine(value).Replace("${", "$${", StringComparison.Ordinal)).Append('\n');
        var file = _copy.Beside(BackendFile);
        WorkingCopy.WritePrivate(file, text.ToString());
        string[] arguments = ["init", "-input=false", "-no-color", "-reconfigure"];
        await RunAsync(settings.IsEmpty ? arguments : [.. arguments, $"-backend-config={file}"], null, cancellationToken);
    }

    // What `init` has noted is the one place that says which backend the configuration, its overrides and the settings make.
    private (string? Type, JsonElement? Config) Configured()
    {
        var noted = Path.Combine(Folder, ".terraform", "terraform.tfstate");
        if (!File.Exists(noted)) return (null, null);
        using var document = JsonDocument.Parse(File.ReadAllText(noted));
        var backend = document.RootElement.Member("backend")?.Clone();
        return (backend?.Text("type"), backend?.Member("config"));
    }

    private string Absolute(string path) => Path.GetFullPath(Path.Combine(_options.Folder, path));

    private bool MentionsLocalBackend() => Directory.EnumerateFiles(Folder, "*.tf").Any(f => File.ReadAllText(f).Contains("backend \"local\"", StringComparison.Ordinal));

    private string Lock() => $"-lock-timeout={(long)_options.LockTimeout.TotalSeconds}s";

    private IEnumerable<string> Values()
    {
        foreach (var file in _options.VarFiles) yield return $"-var-file={file}";
        if (_options.Variables.IsEmpty) yield break;
        yield return $"-var-file={_copy.Write("rewrite.tfvars.json", DeploymentJson.Write(_options.Variables))}";
    }

    private async Task<ProcessResult> RunAsync(string[] arguments, Action<string>? onLine, CancellationToken cancellationToken)
    {
        var result = await CallAsync(arguments, onLine, cancellationToken);
        return result.End == ProcessEnd.Exited && result.ExitCode == 0 ? result : throw Failed(arguments[0] == "state" ? $"state {arguments[1]}" : arguments[0], [], result);
    }

    private async Task<ProcessResult> CallAsync(string[] arguments, Action<string>? onLine, CancellationToken cancellationToken)
    {
        ProcessResult result;
        try
        {
            result = await _command.RunAsync(_runner, arguments, onLine, cancellationToken);
        }
        catch (ProgramMissingException missing)
        {
            throw new DeploymentException(Descriptors.ProgramMissing.Failure(null, missing.Program));
        }

        return result.End == ProcessEnd.Exited ? result : throw Failed(arguments[0], [], result);
    }

    private static bool IsState(string name) => name.EndsWith(".tfstate", StringComparison.Ordinal) || name.Contains(".tfstate.", StringComparison.Ordinal);

    private string Redact(string text) => _options.SecretVariables.Values.Where(s => s.Length > 0)
        .Aggregate(text, (all, secret) => all.Replace(secret, "(secret)", StringComparison.Ordinal));
}
