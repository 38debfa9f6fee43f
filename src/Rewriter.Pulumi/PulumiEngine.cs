using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Pulumi;

/// <summary>
/// Pulumi behind the engines' port. What is wanted is a program that is generated from the target's stack, with the phase's
/// moves as aliases and its imports as import options, or the user's own. A preview changes nothing; an apply makes one of
/// its own, refuses it where it is not the one that was looked at, and updates. Forgets are edits of the state before that.
/// </summary>
public sealed partial class PulumiEngine : IDeploymentEngine
{
    internal const string EngineId = "pulumi";

    private readonly PulumiOptions _options;
    private readonly IPulumiStackSource _source;
    private readonly TimeProvider _time;
    private readonly StateBackups _backups;
    private Action<DeploymentCheckpoint>? _intent;

    /// <summary>An engine over the <c>pulumi</c> command.</summary>
    /// <param name="options">The program and its stack.</param>
    /// <param name="runner">Runs the command; the system's where null.</param>
    /// <param name="time">The clock; the system's where null.</param>
    public PulumiEngine(PulumiOptions options, IProcessRunner? runner = null, TimeProvider? time = null)
        : this(options, new PulumiCommandStackSource(options, runner ?? new SystemProcessRunner()), time)
    {
    }

    internal PulumiEngine(PulumiOptions options, IPulumiStackSource source, TimeProvider? time) =>
        (_options, _source, _time, _backups) = (options, source, time ?? TimeProvider.System, new StateBackups(options.BackupFolder));

    /// <inheritdoc/>
    public string Id => EngineId;

    /// <inheritdoc/>
    public Task<DeploymentPreview> PreviewAsync(DeploymentTarget target, CancellationToken cancellationToken) => DeploymentGuard.LookAsync(
        async () =>
        {
            using var stack = Open(target.StateKey, target.Desired.Name, cancellationToken);
            return await PreviewAsync(stack, target, await ReadAsync(stack, target.StateKey, cancellationToken), expectNoChanges: false, cancellationToken);
        },
        failure => new DeploymentPreview { Engine = Id, StateKey = target.StateKey, Failure = failure },
        cancellationToken);

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        DeploymentGuard.ChangeAsync(() => ApplyCoreAsync(target, expectedDigest, progress, cancellationToken));

    /// <inheritdoc/>
    public IDeploymentEngine Telling(Action<DeploymentCheckpoint> intent) => new PulumiEngine(_options, _source, _time) { _intent = intent };

    /// <inheritdoc/>
    public Task<VerificationReport> VerifyAsync(DeploymentTarget target, CancellationToken cancellationToken) => DeploymentGuard.LookAsync(
        async () =>
        {
            using var stack = Open(target.StateKey, target.Desired.Name, cancellationToken);
            var state = await ReadAsync(stack, target.StateKey, cancellationToken);
            var preview = await PreviewAsync(stack, target, state, expectNoChanges: true, cancellationToken);
            var drift = state is null ? [] : await DriftAsync(stack, target, state, cancellationToken);
            var wanted = preview.Changes.Where(c => c.Action != CanonicalAction.NoOp)
                .Select(c => new DriftFinding(DriftKind.NotApplied, c.Address, c.Type, c.PhysicalId, $"the program wants this and it is not applied: {c.Action}", c.Differences));
            return new VerificationReport(target.StateKey, [.. Unfinished(target, state), .. drift, .. wanted], preview.Failure);
        },
        failure => new VerificationReport(target.StateKey, [], failure),
        cancellationToken);

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ImportAsync(string stateKey, ResourceDeclaration declaration, string id, CancellationToken cancellationToken) =>
        DeploymentGuard.ChangeAsync(async () =>
        {
            var book = Book(new StackDescription(string.Empty, string.Empty, string.Empty, [declaration]));
            using var stack = Open(stateKey, ProjectOf(null), cancellationToken);
            var before = await ReadAsync(stack, stateKey, cancellationToken);
            if (book.Find(before, declaration.Address) is { } there)
                return DeploymentOutcome.Refused(Descriptors.StateMismatch.Failure(declaration.Address, $"'{declaration.Address}' holds '{there.Id}' already"), before?.ToEngineState(stateKey, book));
            var change = new ResourceChange
            {
                Address = declaration.Address, Type = declaration.Type, Action = CanonicalAction.Import, Role = declaration.Role,
                LogicalName = declaration.LogicalName, PhysicalId = id, NewPhysicalId = id,
            };
            var backup = Begin(stateKey, before, book, [change]);
            if (before is null) await stack.EnsureAsync(cancellationToken);
            var run = await stack.AdoptAsync(declaration.Type, declaration.LogicalName, id, CancellationToken.None);
            if (!run.Succeeded) throw new DeploymentException(PulumiFailures.Failure(_options, "import", run, declaration.Address));
            var after = await ReadAsync(stack, stateKey, CancellationToken.None);
            return Outcome(DeploymentStatus.Succeeded, null, stateKey, (before, after), book, [change], backup);
        });

    /// <inheritdoc/>
    public Task<DeploymentOutcome> ForgetAsync(string stateKey, string address, CancellationToken cancellationToken) =>
        DeploymentGuard.ChangeAsync(async () =>
        {
            var book = Book(null);
            using var stack = Open(stateKey, ProjectOf(null), cancellationToken);
            var before = await ReadAsync(stack, stateKey, cancellationToken);
            if (book.Find(before, address) is not { } held) return DeploymentOutcome.Refused(Descriptors.StateMismatch.Failure(address, $"the state '{stateKey}' holds no '{address}'"), before?.ToEngineState(stateKey, book));
            var change = new ResourceChange
            {
                Address = book.AddressOf(held.Urn), Type = held.Type, Action = CanonicalAction.Forget, Role = book.Find(held.Urn)?.Role, LogicalName = PulumiUrn.Parse(held.Urn)?.Name,
                PhysicalId = held.Id, NewPhysicalId = held.Id, Before = StackDiff.Redacted(held.Inputs),
            };
            var backup = Begin(stateKey, before, book, [change]);
            await stack.ImportAsync(before!.Without([held.Urn], _time.GetUtcNow()), CancellationToken.None);
            var after = await ReadAsync(stack, stateKey, CancellationToken.None);
            return Outcome(DeploymentStatus.Succeeded, null, stateKey, (before, after), book, [change], backup);
        });

    private async Task<DeploymentOutcome> ApplyCoreAsync(DeploymentTarget target, string expectedDigest, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        using var stack = Open(target.StateKey, target.Desired.Name, cancellationToken);
        var before = await ReadAsync(stack, target.StateKey, cancellationToken);
        var preview = await PreviewAsync(stack, target, before, expectNoChanges: false, cancellationToken);
        var book = Book(target.Desired);
        if (preview.RefusalFor(expectedDigest) is { } failure) return DeploymentOutcome.Refused(failure, before?.ToEngineState(target.StateKey, book));
        if (preview.Counts.IsNothing) return Outcome(DeploymentStatus.Succeeded, null, target.StateKey, (before, before), book, [], null);

        var backup = Begin(target.StateKey, before, book, preview.Changes);
        if (before is null) await stack.EnsureAsync(cancellationToken);
        await DropAsync(stack, before, book, preview);
        var watch = new UpdateWatch(book, progress);
        var run = await stack.UpdateAsync(watch.Take, cancellationToken);
        var after = await ReadAsync(stack, target.StateKey, CancellationToken.None);
        var applied = AppliedChanges.Of(preview.Changes, before?.ToEngineState(target.StateKey, book), after?.ToEngineState(target.StateKey, book), watch.Done);
        return Ended(target.StateKey, "up", run, (before, after), book, applied, preview.Changes.Count(c => c.Action != CanonicalAction.NoOp), backup);
    }

    // Nothing that was done is passed over in silence, and what changed nothing is a refusal.
    private DeploymentOutcome Ended(string stateKey, string command, PulumiRun run, (PulumiState? Before, PulumiState? After) states, AddressBook book, ImmutableArray<ResourceChange> applied, int planned, string? backup)
    {
        if (run.Succeeded) return Outcome(DeploymentStatus.Succeeded, null, stateKey, states, book, applied, backup);
        if (run.WasCancelled) return Outcome(DeploymentStatus.Cancelled, Descriptors.DeploymentCancelled.Failure(stateKey, applied.Length, planned), stateKey, states, book, applied, backup);
        var untouched = applied.IsEmpty && (states.After?.Serial ?? 0) == (states.Before?.Serial ?? 0);
        return Outcome(untouched ? DeploymentStatus.Refused : DeploymentStatus.Failed, PulumiFailures.Failure(_options, command, run), stateKey, states, book, applied, backup);
    }

    private async Task DropAsync(IPulumiStack stack, PulumiState? before, AddressBook book, DeploymentPreview preview)
    {
        var urns = preview.Changes.Where(c => c.Action == CanonicalAction.Forget).Select(c => book.Find(before, c.Address)).OfType<PulumiResource>().Where(r => !r.RetainOnDelete).Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        if (urns.Count > 0) await stack.ImportAsync(before!.Without(urns, _time.GetUtcNow()), CancellationToken.None);
    }

    private async Task<DeploymentPreview> PreviewAsync(IPulumiStack stack, DeploymentTarget target, PulumiState? state, bool expectNoChanges, CancellationToken cancellationToken)
    {
        if (_options.Folder is null && PulumiYamlProgram.Collision(target.Desired) is var (one, other))
            throw new DeploymentException(Descriptors.PulumiNameTaken.Failure(one.Address, one.Address, other.Address, one.LogicalName, other.LogicalName));
        var book = Book(target.Desired);
        var program = PulumiProgram.For(target, state, book, _options.StackOf(target.StateKey), _options.SecretConfig);
        if (_options.Folder is not null) program = program with { Unmakeable = [] };
        stack.Use(program);
        var run = await stack.PreviewAsync(state is not null, expectNoChanges, cancellationToken);
        if (run.WasCancelled || run.End == ProcessEnd.TimedOut) throw PulumiFailures.Exception(_options, "preview", run);
        return new PulumiPreviewReader(_options, target, state, book, program).Read(run);
    }

    private async Task<IEnumerable<DriftFinding>> DriftAsync(IPulumiStack stack, DeploymentTarget target, PulumiState state, CancellationToken cancellationToken)
    {
        var run = await stack.PreviewRefreshAsync(cancellationToken);
        if (!run.Succeeded) throw PulumiFailures.Exception(_options, "refresh", run);
        var book = Book(target.Desired);
        return run.Steps.Where(s => s.IsObject && s.Action is CanonicalAction.Update or CanonicalAction.Delete).Select(s =>
        {
            var id = s.Old?.Id ?? state.Find(s.Urn)?.Id;
            return s.Action == CanonicalAction.Delete
                ? new DriftFinding(DriftKind.Missing, book.AddressOf(s.Urn), s.Type, id, $"the state holds '{id}', which does not exist", [])
                : new DriftFinding(DriftKind.Changed, book.AddressOf(s.Urn), s.Type, id, $"'{id}' was changed outside", StackDiff.Between(s.Old?.Outputs ?? StackMap.Empty, s.New?.Outputs ?? StackMap.Empty));
        }).OrderBy(f => f.Address, StringComparer.Ordinal);
    }

    private IEnumerable<DriftFinding> Unfinished(DeploymentTarget target, PulumiState? state) => (state?.Pending ?? []).Select(p =>
        new DriftFinding(DriftKind.Unfinished, Book(target.Desired).AddressOf(p.Urn), PulumiUrn.Parse(p.Urn)?.Type ?? string.Empty, state!.Find(p.Urn)?.Id, $"'{p.Operation}' was begun and not finished", []));

    private IPulumiStack Open(string stateKey, string project, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (StateKeys.Problem(stateKey) is { } problem) throw new DeploymentException(problem);
        if (_options.Folder is { } folder && !Directory.Exists(folder)) throw new DeploymentException(Descriptors.ProgramFailed.Failure(null, $"{_options.Program} preview", $"the program's folder '{folder}' does not exist"));
        return _source.Open(_options.StackOf(stateKey), project);
    }

    private AddressBook Book(StackDescription? desired) => new(desired is null ? _options.Known : _options.Known.Insert(0, desired));

    // A state alone does not say to which project it belongs, and without its program nothing else does.
    private string ProjectOf(DeploymentCheckpoint? checkpoint) =>
        checkpoint?.Lineage.Split('/') is [var project, _, ..] ? project : _options.Known.FirstOrDefault()?.Name ?? EngineId;

    private static async Task<PulumiState?> ReadAsync(IPulumiStack stack, string stateKey, CancellationToken cancellationToken)
    {
        try
        {
            return await stack.ExportAsync(cancellationToken) is { } text ? PulumiState.Read(text) : null;
        }
        catch (JsonException broken)
        {
            throw new DeploymentException(Descriptors.StoreUnreadable.Failure(stateKey, $"the state '{stateKey}'", broken.Message));
        }
    }

    // One file for each serial: what was there before any change can be found again.
    private string? Backup(string stateKey, PulumiState? before) =>
        before is null ? null : _backups.Keep(stateKey, string.Create(CultureInfo.InvariantCulture, $"{before.Serial}.json"), before.Text);

    // Keeps the state, then tells what is about to be done: in that order, so that what was told always finds its state.
    private string? Begin(string stateKey, PulumiState? before, AddressBook book, ImmutableArray<ResourceChange> planned)
    {
        var backup = Backup(stateKey, before);
        _intent?.Invoke(new StateTransition(Id, stateKey, before?.ToEngineState(stateKey, book), null).Intent(planned, backup));
        return backup;
    }

    private DeploymentOutcome Outcome(DeploymentStatus status, DeploymentFailure? failure, string stateKey, (PulumiState? Before, PulumiState? After) states, AddressBook book, ImmutableArray<ResourceChange> applied, string? backup) =>
        new StateTransition(Id, stateKey, states.Before?.ToEngineState(stateKey, book), states.After?.ToEngineState(stateKey, book)).Outcome(status, failure, applied, backup);
}
