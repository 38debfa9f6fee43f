using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Pulumi;

/// <content>
/// Going back. Moves, imports and forgets are entries of the state: the resources from before are written again. What was
/// created is destroyed, by name and nothing else, and only where that was agreed to. An update, a replacement or a
/// deletion is not undone: the earlier program would have to be applied.
/// </content>
public sealed partial class PulumiEngine
{
    /// <inheritdoc/>
    public Task<DeploymentOutcome> RollbackAsync(DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        DeploymentGuard.ChangeAsync(async () =>
        {
            var (key, book) = (checkpoint.StateKey, BookOf(checkpoint));
            using var stack = Open(key, ProjectOf(checkpoint), cancellationToken);
            var now = await ReadAsync(stack, key, cancellationToken);
            var (done, unknown) = checkpoint.IsIntent ? Settled(checkpoint, now, book) : (checkpoint, []);
            return await TakeBackAsync(stack, done, book, now, progress, cancellationToken) with { Unknown = unknown };
        });

    private async Task<DeploymentOutcome> TakeBackAsync(IPulumiStack stack, DeploymentCheckpoint checkpoint, AddressBook book, PulumiState? now, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        var (key, state) = (checkpoint.StateKey, now?.ToEngineState(checkpoint.StateKey, book));
        if (CheckpointReview.IsUndone(checkpoint, state)) return Outcome(DeploymentStatus.Succeeded, null, key, (now, now), book, [], null);
        var earlier = _backups.Read(checkpoint);
        var then = earlier is null ? null : PulumiState.Read(earlier).ToEngineState(key, book);
        var created = CheckpointReview.Created(checkpoint, state);
        var why = CheckpointReview.Refusal(checkpoint, Id, state, then, _options.DestroyOnRollback, _options.DestroyUpdated) ?? Dependent(now!, created, book);
        if (why is not null) return DeploymentOutcome.Refused(Descriptors.RollbackRefused.Failure(key, why), state);

        var backup = Backup(key, now);
        if (created.Length > 0 && await DestroyAsync(stack, checkpoint, created, now!, book, backup, progress, cancellationToken) is { } stopped) return stopped;
        var middle = await ReadAsync(stack, key, CancellationToken.None);
        if (!CheckpointReview.IsUndone(checkpoint, middle?.ToEngineState(key, book))) await stack.ImportAsync(middle!.Restored(earlier, _time.GetUtcNow()), CancellationToken.None);
        var after = await ReadAsync(stack, key, CancellationToken.None);
        return Outcome(DeploymentStatus.Succeeded, null, key, (now, after), book, CheckpointReview.Undone(checkpoint, state, after?.ToEngineState(key, book)), backup);
    }

    // What a dead run did is told by the states before and now.
    private (DeploymentCheckpoint Settled, ImmutableArray<string> Unknown) Settled(DeploymentCheckpoint intent, PulumiState? now, AddressBook book)
    {
        if (intent.Lineage.Length > 0 && now?.Lineage != intent.Lineage)
            throw new DeploymentException(Descriptors.RollbackRefused.Failure(intent.StateKey, $"the state '{intent.StateKey}' is another one now (lineage {now?.Lineage ?? "none"}, not {intent.Lineage})"));
        var planned = intent.Steps.Select(s => s.Change).ToList();
        var before = _backups.Read(intent) is { } text ? PulumiState.Read(text) : null;
        var (then, state) = (before?.ToEngineState(intent.StateKey, book), now?.ToEngineState(intent.StateKey, book));
        var applied = AppliedChanges.Of(planned, then, state, CutOffUpdate.Done(planned, before, now, book));
        return (new StateTransition(Id, intent.StateKey, then, state).Checkpoint(applied, intent.EngineData), [.. CutOffUpdate.Unknown(planned, now, book)]);
    }

    // The addresses of the checkpoint hold although no description may be at hand in this process.
    private AddressBook BookOf(DeploymentCheckpoint checkpoint) => Book(new StackDescription(string.Empty, string.Empty, string.Empty,
    [
        .. checkpoint.Steps.SelectMany(s => new[] { s.StateBefore, s.StateAfter }).OfType<ResourceState>().Where(s => s.LogicalName is not null && !s.Address.Contains("::"))
            .Select(s => new ResourceDeclaration { Address = s.Address, Role = s.Role ?? string.Empty, Type = s.Type, LogicalName = s.LogicalName! }),
        .. checkpoint.Steps.Select(s => s.Change).Where(c => c.LogicalName is not null && !c.Address.Contains("::"))
            .Select(c => new ResourceDeclaration { Address = c.Address, Role = c.Role ?? string.Empty, Type = c.Type, LogicalName = c.LogicalName! }),
    ]));

    private static string? Dependent(PulumiState now, ImmutableArray<string> created, AddressBook book)
    {
        var urns = created.Select(a => book.Find(now, a)?.Urn).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return now.Resources.FirstOrDefault(r => !urns.Contains(r.Urn) && r.Needs.Any(urns.Contains)) is { } other
            ? $"'{book.AddressOf(other.Urn)}' depends on what was created and would go with it"
            : null;
    }

    private async Task<DeploymentOutcome?> DestroyAsync(IPulumiStack stack, DeploymentCheckpoint checkpoint, ImmutableArray<string> created, PulumiState now, AddressBook book, string? backup, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        var urns = created.Select(a => book.Find(now, a)!.Urn).ToList();
        var run = await stack.DestroyAsync(urns, new UpdateWatch(book, progress).Take, cancellationToken);
        if (run.Succeeded) return null;
        var after = await ReadAsync(stack, checkpoint.StateKey, CancellationToken.None);
        var undone = CheckpointReview.Undone(checkpoint, now.ToEngineState(checkpoint.StateKey, book), after?.ToEngineState(checkpoint.StateKey, book));
        return Ended(checkpoint.StateKey, "destroy", run, (now, after), book, undone, checkpoint.Steps.Length, backup);
    }
}
