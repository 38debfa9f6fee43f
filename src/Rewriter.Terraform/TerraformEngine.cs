using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Terraform;

/// <summary>
/// Terraform or OpenTofu behind the engines' port. What is wanted is the configuration in a folder; a target's stack gives
/// roles and names to its addresses. Previews work on a copy of the state and lock nothing; an apply makes the plan anew
/// on the real state, refuses it where it is not the one that was previewed, and applies exactly that plan. Both run in a
/// copy of the configuration, into which moves, imports and forgets are written as blocks. Configurations whose values
/// depend on their own absolute path (<c>path.cwd</c>) see the copy's.
/// </summary>
public sealed partial class TerraformEngine : IDeploymentEngine
{
    private readonly TerraformOptions _options;
    private readonly IProcessRunner _runner;

    /// <summary>An engine over a configuration.</summary>
    public TerraformEngine(TerraformOptions options, IProcessRunner? runner = null) => (_options, _runner) = (options, runner ?? new SystemProcessRunner());

    /// <inheritdoc/>
    public string Id => "terraform";

    /// <inheritdoc/>
    public async Task<DeploymentPreview> PreviewAsync(DeploymentTarget target, CancellationToken cancellationToken)
    {
        try
        {
            using var session = await OpenAsync(target.StateKey, cancellationToken);
            var (preview, plan) = await SimulateAsync(session, target, cancellationToken);
            plan.Dispose();
            return preview;
        }
        catch (TerraformException failed)
        {
            if (failed.IsCancelled) throw new OperationCanceledException(failed.Message, failed, cancellationToken);
            return new DeploymentPreview { Engine = Id, StateKey = target.StateKey, Failure = failed.Failure };
        }
    }

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        GuardedAsync(() => ApplyCoreAsync(target, expectedDigest, progress, cancellationToken));

    /// <inheritdoc/>
    public async Task<VerificationReport> VerifyAsync(DeploymentTarget target, CancellationToken cancellationToken)
    {
        try
        {
            using var session = await OpenAsync(target.StateKey, cancellationToken);
            var (preview, plan) = await SimulateAsync(session, target, cancellationToken);
            using (plan)
            {
                var drift = Reader(session, target, null).Drift(plan.RootElement);
                var wanted = preview.Changes.Where(c => c.Action != CanonicalAction.NoOp)
                    .Select(c => new DriftFinding(DriftKind.NotApplied, c.Address, c.Type, c.PhysicalId, $"the program wants this and it is not applied: {c.Action}", c.Differences));
                return new VerificationReport(target.StateKey, [.. drift, .. wanted], preview.Failure);
            }
        }
        catch (TerraformException failed)
        {
            if (failed.IsCancelled) throw new OperationCanceledException(failed.Message, failed, cancellationToken);
            return new VerificationReport(target.StateKey, [], failed.Failure);
        }
    }

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ImportAsync(string stateKey, ResourceDeclaration declaration, string id, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            using var session = await OpenAsync(stateKey, cancellationToken);
            var before = await ReadAsync(session, stateKey, cancellationToken);
            if (!GeneratedBlocks.IsAddress(declaration.Address)) return Refused(Descriptors.StateMismatch.Failure(declaration.Address, $"'{declaration.Address}' is no address of a resource"), before.State);
            if (before.State?.Find(declaration.Address) is { } there)
                return Refused(Descriptors.StateMismatch.Failure(declaration.Address, $"'{declaration.Address}' holds '{there.Id}' already"), before.State);
            var backup = Backup(stateKey, before);
            await session.ImportAsync(declaration.Address, id, CancellationToken.None);
            var after = await ReadAsync(session, stateKey, CancellationToken.None);
            var change = new ResourceChange
            {
                Address = declaration.Address, Type = declaration.Type, Action = CanonicalAction.Import, Role = declaration.Role,
                LogicalName = declaration.LogicalName, PhysicalId = id, NewPhysicalId = id,
            };
            return Outcome(DeploymentStatus.Succeeded, null, before, after, [change], backup);
        });

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ForgetAsync(string stateKey, string address, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            using var session = await OpenAsync(stateKey, cancellationToken);
            var before = await ReadAsync(session, stateKey, cancellationToken);
            if (before.State?.Find(address) is not { } entry)
                return Refused(Descriptors.StateMismatch.Failure(address, $"the state '{stateKey}' holds no '{address}'"), before.State) with { Checkpoint = ForgottenBefore(stateKey, before, address) };
            var backup = Backup(stateKey, before);
            await session.ForgetAsync(address, CancellationToken.None);
            var after = await ReadAsync(session, stateKey, CancellationToken.None);
            return Outcome(DeploymentStatus.Succeeded, null, before, after, [Forgotten(entry)], backup);
        });

    /// <summary>The backend in which a state is kept: <c>local:/path</c>, <c>gcs:bucket=b,prefix=p</c>. A plan saved for another one must not be applied.</summary>
    /// <exception cref="TerraformException">The program failed.</exception>
    public async Task<string> BackendAsync(string stateKey, CancellationToken cancellationToken)
    {
        using var session = await OpenAsync(stateKey, cancellationToken);
        return session.Backend;
    }

    private async Task<DeploymentOutcome> ApplyCoreAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        using var session = await OpenAsync(target.StateKey, cancellationToken);
        var before = await ReadAsync(session, target.StateKey, cancellationToken);
        session.Generate(target, before.State);
        var (preview, plan) = await PlanAsync(session, target, before.State, cancellationToken);
        using (plan)
        {
            if (preview.Digest != expectedDigest) return Refused(Descriptors.PreviewStale.Failure(target.StateKey, target.StateKey, expectedDigest, preview.Digest), before.State);
            if (preview.Failure is { } failure) return Refused(failure, before.State);
            if (preview.Conflicts is [var first, ..]) return Refused(Descriptors.PreviewConflicts.Failure(first.Address, preview.Conflicts.Length, first.Message), before.State);
            if (!TerraformPlanReader.DoesSomething(plan.RootElement, preview)) return Outcome(DeploymentStatus.Succeeded, null, before, before, [], null);
        }

        var backup = Backup(target.StateKey, before);
        var (result, stream) = await session.ApplyAsync(progress, cancellationToken);
        var after = await ReadAsync(session, target.StateKey, CancellationToken.None);
        var applied = AppliedChanges.Of(preview.Changes, before.State, after, stream.Done);
        if (result.ExitCode == 0) return Outcome(DeploymentStatus.Succeeded, null, before, after, applied, backup);
        var count = preview.Changes.Count(c => c.Action != CanonicalAction.NoOp);
        if (result.End == ProcessEnd.Cancelled) return Outcome(DeploymentStatus.Cancelled, Descriptors.DeploymentCancelled.Failure(target.StateKey, applied.Length, count), before, after, applied, backup);
        return Outcome(DeploymentStatus.Failed, session.Failed("apply", stream.Diagnostics, result).Failure, before, after, applied, backup);
    }

    private Task<TerraformSession> OpenAsync(string stateKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsKey(stateKey)) throw new TerraformException(Descriptors.StateKeyInvalid.Failure(stateKey, stateKey));
        if (!Directory.Exists(_options.Folder)) throw new TerraformException(Descriptors.ProgramFailed.Failure(null, $"{_options.Program} init", $"the configuration's folder '{_options.Folder}' does not exist"));
        return TerraformSession.OpenAsync(_options, _runner, stateKey, cancellationToken);
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= 200
        && key.Split('/').All(name => name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    private async Task<(DeploymentPreview Preview, JsonDocument Plan)> SimulateAsync(TerraformSession session, DeploymentTarget target, CancellationToken cancellationToken)
    {
        var real = await ReadAsync(session, target.StateKey, cancellationToken);
        await session.UseOwnStateAsync(real.Text, cancellationToken);
        session.Generate(target, real.State);
        return await PlanAsync(session, target, real.State, cancellationToken);
    }

    private async Task<(DeploymentPreview Preview, JsonDocument Plan)> PlanAsync(TerraformSession session, DeploymentTarget target, EngineState? state, CancellationToken cancellationToken)
    {
        var (plan, diagnostics) = await session.PlanAsync([], cancellationToken);
        return (Reader(session, target, state).Read(plan.RootElement, diagnostics), plan);
    }

    private TerraformPlanReader Reader(TerraformSession session, DeploymentTarget target, EngineState? state) =>
        new(target, state, ConfigurationFacts.In(session.Folder), _options.SecretVariables.Values);

    private static async Task<StateSnapshot> ReadAsync(TerraformSession session, string stateKey, CancellationToken cancellationToken)
    {
        var text = await session.PullAsync(cancellationToken);
        try
        {
            return new StateSnapshot(text, TerraformStateFile.Read(stateKey, text));
        }
        catch (JsonException broken)
        {
            throw new TerraformException(Descriptors.StoreUnreadable.Failure(stateKey, $"the state '{stateKey}'", broken.Message));
        }
    }

    // One file for each serial of each lineage: what was there before any change can be found again.
    private string? Backup(string stateKey, StateSnapshot before)
    {
        if (before.State is not { } state) return null;
        var name = BackupName(stateKey, state.Lineage, state.Serial);
        var path = Path.Combine(_options.BackupFolder, name);
        try
        {
            var ignore = Path.Combine(_options.BackupFolder, ".gitignore");
            if (!File.Exists(ignore)) WorkingCopy.WritePrivate(ignore, "*\n");
            WorkingCopy.WritePrivate(path, before.Text);
            return name;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new TerraformException(Descriptors.StoreUnwritable.Failure(stateKey, path, broken.Message));
        }
    }

    private static ResourceChange Forgotten(ResourceState entry) =>
        new() { Address = entry.Address, Type = entry.Type, Action = CanonicalAction.Forget, PhysicalId = entry.Id, NewPhysicalId = entry.Id };

    // What a process forgot that died before it could say so: the newest backup of this state that holds the address was made right before.
    private DeploymentCheckpoint? ForgottenBefore(string stateKey, StateSnapshot now, string address)
    {
        if (now.State is not { } state) return null;
        for (var serial = state.Serial - 1; serial > 0; serial--)
        {
            var path = Path.Combine(_options.BackupFolder, BackupName(stateKey, state.Lineage, serial));
            if (!File.Exists(path)) continue;
            var text = File.ReadAllText(path);
            var then = new StateSnapshot(text, TerraformStateFile.Read(stateKey, text));
            if (then.State?.Find(address) is { } entry) return Outcome(DeploymentStatus.Succeeded, null, then, now, [Forgotten(entry)], BackupName(stateKey, state.Lineage, serial)).Checkpoint;
        }

        return null;
    }

    private static string BackupName(string stateKey, string lineage, long serial) => string.Create(CultureInfo.InvariantCulture, $"{stateKey}/{lineage}-{serial}.tfstate");

    private DeploymentOutcome Outcome(DeploymentStatus status, DeploymentFailure? failure, StateSnapshot before, StateSnapshot after, ImmutableArray<ResourceChange> applied, string? backup) => new()
    {
        Status = status, Failure = failure, Applied = applied, Lineage = after.State?.Lineage ?? string.Empty, Serial = after.State?.Serial ?? 0,
        Checkpoint = applied.IsEmpty ? null : new DeploymentCheckpoint
        {
            Engine = Id, StateKey = (after.State ?? before.State)!.Key, Lineage = (after.State ?? before.State)!.Lineage,
            SerialBefore = before.State?.Serial ?? 0, SerialAfter = after.State?.Serial ?? 0, EngineData = backup,
            Steps = [.. applied.Select(c => new AppliedStep { Change = c, StateBefore = before.State?.Find(c.PreviousAddress ?? c.Address), StateAfter = after.State?.Find(c.Address) })],
        },
    };

    private static DeploymentOutcome Refused(DeploymentFailure failure, EngineState? state) => new()
    {
        Status = DeploymentStatus.Refused, Failure = failure, Lineage = state?.Lineage ?? string.Empty, Serial = state?.Serial ?? 0,
    };

    private static async Task<DeploymentOutcome> GuardedAsync(Func<Task<DeploymentOutcome>> work)
    {
        try
        {
            return await work();
        }
        catch (TerraformException failed)
        {
            return new DeploymentOutcome { Status = failed.IsCancelled ? DeploymentStatus.Cancelled : failed.HasBegun ? DeploymentStatus.Failed : DeploymentStatus.Refused, Failure = failed.Failure };
        }
        catch (OperationCanceledException)
        {
            return new DeploymentOutcome { Status = DeploymentStatus.Cancelled, Failure = Descriptors.DeploymentCancelled.Failure(null, 0, 0) };
        }
    }
}
