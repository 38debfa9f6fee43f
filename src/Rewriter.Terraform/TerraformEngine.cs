using System.Collections.Immutable;
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
    private readonly StateBackups _backups;
    private Action<DeploymentCheckpoint>? _intent;

    /// <summary>An engine over a configuration.</summary>
    public TerraformEngine(TerraformOptions options, IProcessRunner? runner = null) =>
        (_options, _runner, _backups) = (options, runner ?? new SystemProcessRunner(), new StateBackups(options.BackupFolder));

    /// <inheritdoc/>
    public string Id => "terraform";

    /// <inheritdoc/>
    public Task<DeploymentPreview> PreviewAsync(DeploymentTarget target, CancellationToken cancellationToken) => DeploymentGuard.LookAsync(
        async () =>
        {
            using var session = await OpenAsync(target.StateKey, cancellationToken);
            var (preview, plan) = await SimulateAsync(session, target, cancellationToken);
            plan.Dispose();
            return preview;
        },
        failure => new DeploymentPreview { Engine = Id, StateKey = target.StateKey, Failure = failure },
        cancellationToken);

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        DeploymentGuard.ChangeAsync(() => ApplyCoreAsync(target, expectedDigest, progress, cancellationToken));

    /// <inheritdoc/>
    public IDeploymentEngine Telling(Action<DeploymentCheckpoint> intent) => new TerraformEngine(_options, _runner) { _intent = intent };

    /// <inheritdoc/>
    public Task<VerificationReport> VerifyAsync(DeploymentTarget target, CancellationToken cancellationToken) => DeploymentGuard.LookAsync(
        async () =>
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
        },
        failure => new VerificationReport(target.StateKey, [], failure),
        cancellationToken);

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ImportAsync(string stateKey, ResourceDeclaration declaration, string id, CancellationToken cancellationToken) =>
        DeploymentGuard.ChangeAsync(async () =>
        {
            using var session = await OpenAsync(stateKey, cancellationToken);
            var before = await ReadAsync(session, stateKey, cancellationToken);
            if (!GeneratedBlocks.IsAddress(declaration.Address)) return DeploymentOutcome.Refused(Descriptors.StateMismatch.Failure(declaration.Address, $"'{declaration.Address}' is no address of a resource"), before.State);
            if (before.State?.Find(declaration.Address) is { } there)
                return DeploymentOutcome.Refused(Descriptors.StateMismatch.Failure(declaration.Address, $"'{declaration.Address}' holds '{there.Id}' already"), before.State);
            var change = new ResourceChange
            {
                Address = declaration.Address, Type = declaration.Type, Action = CanonicalAction.Import, Role = declaration.Role,
                LogicalName = declaration.LogicalName, PhysicalId = id, NewPhysicalId = id,
            };
            var backup = Begin(stateKey, before, [change]);
            await session.ImportAsync(declaration.Address, id, CancellationToken.None);
            var after = await ReadAsync(session, stateKey, CancellationToken.None);
            return Outcome(DeploymentStatus.Succeeded, null, before, after, [change], backup);
        });

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ForgetAsync(string stateKey, string address, CancellationToken cancellationToken) =>
        DeploymentGuard.ChangeAsync(async () =>
        {
            using var session = await OpenAsync(stateKey, cancellationToken);
            var before = await ReadAsync(session, stateKey, cancellationToken);
            if (before.State?.Find(address) is not { } entry)
                return DeploymentOutcome.Refused(Descriptors.StateMismatch.Failure(address, $"the state '{stateKey}' holds no '{address}'"), before.State);
            var change = new ResourceChange { Address = address, Type = entry.Type, Action = CanonicalAction.Forget, PhysicalId = entry.Id, NewPhysicalId = entry.Id };
            var backup = Begin(stateKey, before, [change]);
            await session.ForgetAsync(address, CancellationToken.None);
            var after = await ReadAsync(session, stateKey, CancellationToken.None);
            return Outcome(DeploymentStatus.Succeeded, null, before, after, [change], backup);
        });

    /// <summary>The backend in which a state is kept: <c>local:/path</c>, <c>gcs:bucket=b,prefix=p</c>. A plan saved for another one must not be applied.</summary>
    /// <exception cref="DeploymentException">The program failed.</exception>
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
            if (preview.RefusalFor(expectedDigest) is { } failure) return DeploymentOutcome.Refused(failure, before.State);
            if (!TerraformPlanReader.DoesSomething(plan.RootElement, preview)) return Outcome(DeploymentStatus.Succeeded, null, before, before, [], null);
        }

        var backup = Begin(target.StateKey, before, preview.Changes);
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
        if (StateKeys.Problem(stateKey) is { } problem) throw new DeploymentException(problem);
        if (!Directory.Exists(_options.Folder)) throw new DeploymentException(Descriptors.ProgramFailed.Failure(null, $"{_options.Program} init", $"the configuration's folder '{_options.Folder}' does not exist"));
        return TerraformSession.OpenAsync(_options, _runner, stateKey, cancellationToken);
    }

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
            throw new DeploymentException(Descriptors.StoreUnreadable.Failure(stateKey, $"the state '{stateKey}'", broken.Message));
        }
    }

    // One file for each serial of each lineage: what was there before any change can be found again.
    private string? Backup(string stateKey, StateSnapshot before) =>
        before.State is { } state ? _backups.Keep(stateKey, $"{state.Lineage}-{state.Serial}.tfstate", before.Text) : null;

    // Keeps the state, then tells what is about to be done: in that order, so that what was told always finds its state.
    private string? Begin(string stateKey, StateSnapshot before, ImmutableArray<ResourceChange> planned)
    {
        var backup = Backup(stateKey, before);
        _intent?.Invoke(new StateTransition(Id, stateKey, before.State, null).Intent(planned, backup));
        return backup;
    }

    private DeploymentOutcome Outcome(DeploymentStatus status, DeploymentFailure? failure, StateSnapshot before, StateSnapshot after, ImmutableArray<ResourceChange> applied, string? backup) =>
        new StateTransition(Id, (after.State ?? before.State)?.Key ?? string.Empty, before.State, after.State).Outcome(status, failure, applied, backup);
}
